using Microsoft.Extensions.Configuration;

namespace KefuBlazor.Core.Forms;

/// <summary>
/// Settings under <c>Widget:PreChat</c>: what a customer is asked before the first message, wherever no <c>Widget:Sites:NAME:PreChat</c> asks for
/// something else.
/// </summary>
public sealed class PreChatOptions : PreChatSiteOptions
{
    public const string Section = "Widget:PreChat";

    internal const string SitesSection = "Widget:Sites";

    /// <summary>The sites that ask for something else, or for nothing, by the name that their script says in <c>data-site</c>. Default: none.</summary>
    public IReadOnlyDictionary<string, PreChatSiteOptions> Sites { get; set; } = new Dictionary<string, PreChatSiteOptions>();

    /// <summary>A connection does not say on which site it is: what any of them asks for is taken.</summary>
    private IEnumerable<PreChatSiteOptions> Forms => Sites.Values.Prepend(this);

    private IEnumerable<PreChatField> AllFields => Forms.SelectMany(form => form.Fields);

    /// <summary>What is asked on the site of this name.</summary>
    public PreChatSiteOptions Of(string site) => Sites.GetValueOrDefault(site, this);

    /// <summary>The department of this id; null if there is none.</summary>
    public Department? FindDepartment(string? id) =>
        Forms.SelectMany(form => form.Departments).FirstOrDefault(department => department.Id == id);

    /// <summary>The field of this key; null if there is none.</summary>
    public PreChatField? FindField(string key) => AllFields.FirstOrDefault(field => field.AnswerKey == key);

    /// <summary>Whether a field of this key takes the answer.</summary>
    public bool Takes(string key, string answer) =>
        AllFields.Any(field => field.AnswerKey == key && (field.Kind != PreChatFieldKind.Choice || field.Choices.Contains(answer)));

    /// <summary>What was answered to a question of this kind, whatever its key; null: nothing.</summary>
    public string? FindAnswer(Intake intake, PreChatFieldKind kind) => AllFields.Where(field => field.Kind == kind)
        .Select(field => field.AnswerKey)
        .Append(kind.ToString().ToLowerInvariant())
        .Select(intake.Answers.GetValueOrDefault)
        .FirstOrDefault(answer => answer is not null);

    /// <summary>The sites' own forms, as far as they have one: an empty one is one that asks for nothing.</summary>
    internal static Dictionary<string, PreChatSiteOptions> SitesOf(IConfiguration configuration) => configuration.GetSection(SitesSection)
        .GetChildren()
        .Select(site => (site.Key, Form: site.GetChildren().FirstOrDefault(setting => setting.Key.Equals("PreChat", StringComparison.OrdinalIgnoreCase))))
        .Where(site => site.Form is not null)
        .ToDictionary(site => site.Key, site => site.Form!.Get<PreChatSiteOptions>() ?? new());
}

/// <summary>What a field asks for.</summary>
public enum PreChatFieldKind
{
    /// <summary>A line of text.</summary>
    Text,

    /// <summary>One of <see cref="PreChatField.Choices"/>.</summary>
    Choice,

    Name,
    Email,
    Phone,
}

/// <summary>A field of the form.</summary>
public sealed class PreChatField
{
    /// <summary>What the answer is stored under: 1–40 of <c>a–z 0–9 _ -</c>. Left out, it is the kind's name: <c>email</c>.</summary>
    public string Key { get; set; } = string.Empty;

    public PreChatFieldKind Kind { get; set; }

    /// <summary>Whether the chat begins only with an answer. The widget asks for it; a message without one is taken all the same.</summary>
    public bool Required { get; set; }

    /// <summary>The question, by language (<c>zh-CN</c>, <c>en</c>). Name, e-mail and phone have words of their own.</summary>
    public Dictionary<string, string> Label { get; set; } = [];

    /// <summary>What can be chosen.</summary>
    public List<string> Choices { get; set; } = [];

    /// <summary>The key that counts.</summary>
    public string AnswerKey => Key.Length > 0 ? Key : Kind.ToString().ToLowerInvariant();
}

/// <summary>A department 技能组 as the customer chooses it.</summary>
public sealed class Department
{
    /// <summary>What is stored: 1–40 of <c>a–z 0–9 _ -</c>.</summary>
    public string Id { get; set; } = string.Empty;

    /// <summary>What people read, by language (<c>zh-CN</c>, <c>en</c>).</summary>
    public Dictionary<string, string> Name { get; set; } = [];
}
