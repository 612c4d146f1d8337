using KefuBlazor.Core.Forms;

namespace KefuBlazor.Server.Widget;

/// <summary>The form before the first message, as the widget is told of it.</summary>
/// <param name="Fields">In the order in which they are asked for.</param>
/// <param name="Departments">Between which the customer chooses.</param>
public sealed record PreChatForm(IReadOnlyList<PreChatFormField> Fields, IReadOnlyList<PreChatFormDepartment> Departments)
{
    /// <summary>What the settings come to; null where nothing is asked.</summary>
    public static PreChatForm? Of(PreChatSiteOptions options) => options.Fields.Count + options.Departments.Count == 0 ? null : new(
        [.. options.Fields.Select(field => new PreChatFormField(
            field.AnswerKey, field.Kind.ToString().ToLowerInvariant(), field.Required, Words(field.Label), field.Choices.Count > 0 ? field.Choices : null))],
        [.. options.Departments.Select(department => new PreChatFormDepartment(department.Id, Words(department.Name)!))]);

    private static WidgetText? Words(Dictionary<string, string> words) =>
        new WidgetText { Chinese = words.GetValueOrDefault("zh-CN"), English = words.GetValueOrDefault("en") }.InBoth();
}

/// <summary>A field.</summary>
/// <param name="Key">What the answer is called.</param>
/// <param name="Kind">What it asks for: <c>text</c>, <c>choice</c>, <c>name</c>, <c>email</c> or <c>phone</c>.</param>
/// <param name="Required">Whether the chat begins only with an answer.</param>
/// <param name="Label">The question; absent where the widget has words of its own.</param>
/// <param name="Choices">What can be chosen.</param>
public sealed record PreChatFormField(string Key, string Kind, bool Required, WidgetText? Label, IReadOnlyList<string>? Choices);

/// <summary>A department.</summary>
/// <param name="Id">What is sent.</param>
/// <param name="Name">What people read.</param>
public sealed record PreChatFormDepartment(string Id, WidgetText Name);
