using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Forms;

internal sealed partial class PreChatOptionsValidator : IValidateOptions<PreChatOptions>
{
    public ValidateOptionsResult Validate(string? name, PreChatOptions options)
    {
        var faults = Faults(PreChatOptions.Section, options)
            .Concat(options.Sites.SelectMany(site => Faults($"{PreChatOptions.SitesSection}:{site.Key}:PreChat", site.Value)))
            .ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(string section, PreChatSiteOptions options)
    {
        if (options.Fields.Count > IntakeRules.MostAnswers)
            yield return $"{section}:Fields has {options.Fields.Count} fields. Ask for at most {IntakeRules.MostAnswers}.";
        foreach (var (index, field) in options.Fields.Index())
        {
            var setting = $"{section}:Fields:{index}";
            if (!KeyPattern().IsMatch(field.AnswerKey))
                yield return $"{setting}:Key is '{field.Key}'. Give 1 to 40 of a-z 0-9 _ -.";
            if (field.Kind is PreChatFieldKind.Text or PreChatFieldKind.Choice && field.Label.Count == 0)
                yield return $"{setting}:Label is missing. Give the question by language, such as {setting}:Label:zh-CN.";
            if (field.Kind == PreChatFieldKind.Choice && field.Choices.Count == 0)
                yield return $"{setting}:Choices is missing. Give what can be chosen.";
        }

        foreach (var (index, department) in options.Departments.Index())
        {
            if (!KeyPattern().IsMatch(department.Id))
                yield return $"{section}:Departments:{index}:Id is '{department.Id}'. Give 1 to 40 of a-z 0-9 _ -.";
            if (department.Name.Count == 0)
                yield return $"{section}:Departments:{index}:Name is missing. Give it by language, such as {section}:Departments:{index}:Name:zh-CN.";
        }

        foreach (var twice in options.Fields.CountBy(field => field.AnswerKey).Where(key => key.Value > 1))
            yield return $"{section}:Fields has '{twice.Key}' twice. Give each field a Key of its own.";
        foreach (var twice in options.Departments.CountBy(department => department.Id).Where(id => id.Value > 1))
            yield return $"{section}:Departments has '{twice.Key}' twice. Give each department an Id of its own.";
    }

    [GeneratedRegex(@"\A[a-z0-9_-]{1,40}\z")]
    private static partial Regex KeyPattern();
}
