namespace KefuBlazor.Core.Forms;

/// <summary>Settings under <c>Widget:PreChat</c>: what a customer is asked before the first message. With none of them nothing is asked.</summary>
public sealed class PreChatOptions
{
    public const string Section = "Widget:PreChat";

    /// <summary>The fields, in the order in which they are asked for. Default: none.</summary>
    public List<PreChatField> Fields { get; set; } = [];

    /// <summary>The departments between which the customer chooses. Default: none.</summary>
    public List<Department> Departments { get; set; } = [];

    /// <summary>The department of this id; null if there is none.</summary>
    public Department? FindDepartment(string? id) => Departments.Find(department => department.Id == id);

    /// <summary>The field of this key; null if there is none.</summary>
    public PreChatField? FindField(string key) => Fields.Find(field => field.AnswerKey == key);

    /// <summary>What was answered to a question of this kind, whatever its key; null: nothing.</summary>
    public string? FindAnswer(Intake intake, PreChatFieldKind kind) => Fields.Where(field => field.Kind == kind)
        .Select(field => field.AnswerKey)
        .Append(kind.ToString().ToLowerInvariant())
        .Select(intake.Answers.GetValueOrDefault)
        .FirstOrDefault(answer => answer is not null);
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
