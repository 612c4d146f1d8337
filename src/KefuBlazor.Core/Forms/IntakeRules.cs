namespace KefuBlazor.Core.Forms;

/// <summary>What an intake must look like, and what of it is kept.</summary>
internal static class IntakeRules
{
    public const int MostAnswers = 20;
    public const int LongestAnswer = 500;

    /// <summary>What everybody may give, asked for or not: a message that is left says how to answer it.</summary>
    private static readonly HashSet<string> Contact = ["name", "email", "phone"];

    /// <summary>Keeps the answers that the settings ask for. An unknown field is left out; one that cannot be an answer refuses the whole.</summary>
    public static Result<Intake> Check(Intake intake, PreChatOptions options)
    {
        if (intake.Department is { } department && options.FindDepartment(department) is null)
            return new Error(ErrorCode.BadRequest, "There is no such department.");
        var kept = new Dictionary<string, string>();
        foreach (var (key, value) in intake.Answers)
        {
            if (value is null || value.Length > LongestAnswer || !Text.IsClean(value))
                return new Error(ErrorCode.BadRequest, "An answer is a text of at most 500 UTF-16 units, without NUL or half a surrogate pair.");
            var field = options.FindField(key);
            if (string.IsNullOrWhiteSpace(value) || (field is null && !Contact.Contains(key)))
                continue;
            if (field is not null && !options.Takes(key, value))
                return new Error(ErrorCode.BadRequest, "An answer is none of the choices.");
            kept[key] = value.Trim();
        }

        return intake with { Answers = kept };
    }
}
