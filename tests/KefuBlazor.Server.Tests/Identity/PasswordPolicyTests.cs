using KefuBlazor.Server.Identity;

namespace KefuBlazor.Server.Tests.Identity;

public sealed class PasswordPolicyTests
{
    [Theory]
    [InlineData("short", PasswordProblem.TooShort)]
    [InlineData("elevenchars", PasswordProblem.TooShort)]
    [InlineData("👍👍👍👍👍👍", PasswordProblem.TooShort)]
    [InlineData("passwordpassword", PasswordProblem.TooCommon)]
    [InlineData("PASSWORD1234", PasswordProblem.TooCommon)]
    [InlineData("123412341234", PasswordProblem.TooCommon)]
    [InlineData("aaaaaaaaaaaaaaaa", PasswordProblem.TooCommon)]
    [InlineData("abcdefghijklmnop", PasswordProblem.TooCommon)]
    [InlineData("kefu001kefu001", PasswordProblem.TooCommon)]
    [InlineData("kefu001!1234", PasswordProblem.TooCommon)]
    [InlineData("correct horse battery", null)]
    [InlineData("一个足够长又好记的密码句子", null)]
    [InlineData("alllowercaseplease", null)]
    public void Check_OfWhatPeopleChoose_AsksForLengthAndForNothingCommon(string password, PasswordProblem? problem) =>
        Assert.Equal(problem, PasswordPolicy.Check(password, "kefu001"));
}
