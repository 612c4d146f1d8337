using System.Text.Json;

namespace KefuBlazor.Core.Forms;

/// <summary>What a customer gives with the message that begins a conversation.</summary>
/// <param name="Department">The department they chose; null: none.</param>
/// <param name="Answers">Field to answer; name, e-mail and phone under <c>name</c>, <c>email</c>, <c>phone</c>.</param>
/// <param name="LeftMessage">They leave a message and go, rather than wait for an answer.</param>
public sealed record Intake(string? Department, IReadOnlyDictionary<string, string> Answers, bool LeftMessage = false)
{
    /// <summary>The answers as they are stored: a JSON object; null where there are none.</summary>
    public string? Form => Answers.Count == 0 ? null : JsonSerializer.Serialize(Answers, IntakeJson.Default.IReadOnlyDictionaryStringString);

    /// <summary>What comes with a first message; null where nothing does.</summary>
    public static Intake? Given(string? department, IReadOnlyDictionary<string, string>? form) =>
        department is null && form is null ? null : new Intake(department, form ?? new Dictionary<string, string>());

    /// <summary>What comes with a message that is left: where its answer can go counts before what the form says of that.</summary>
    public static Intake Left(string? department, IReadOnlyDictionary<string, string>? form, string? name, string? email, string? phone)
    {
        var answers = new Dictionary<string, string>(form ?? new Dictionary<string, string>());
        foreach (var (key, value) in new[] { ("name", name), ("email", email), ("phone", phone) })
        {
            if (value is not null)
                answers[key] = value;
        }

        return new Intake(department, answers, LeftMessage: true);
    }

    /// <summary>With the answers of a form that was stored before, where this has none of its own.</summary>
    public Intake Over(string? form)
    {
        var answers = new Dictionary<string, string>(Read(form));
        foreach (var (field, answer) in Answers)
            answers[field] = answer;
        return this with { Answers = answers };
    }

    /// <summary>The answers of a stored form, in their order.</summary>
    public static IReadOnlyDictionary<string, string> Read(string? form) => form is null
        ? new Dictionary<string, string>()
        : JsonSerializer.Deserialize(form, IntakeJson.Default.DictionaryStringString) ?? [];
}
