using System.Collections.Frozen;

namespace KefuBlazor.Server.Identity;

/// <summary>
/// The passwords of twelve characters and more that lists of leaked ones begin with; shorter ones are refused for their length. What is
/// one short piece or one character over and over is found by rule.
/// </summary>
internal static class CommonPasswords
{
    private static readonly FrozenSet<string> Listed = new[]
    {
        "123456789012", "1234567890123", "12345678901234", "123456789123", "1234567890-=", "0123456789012", "123456123456",
        "123456789abc", "123456789qwe", "123456789asd", "1q2w3e4r5t6y", "1q2w3e4r5t6y7u", "1qaz2wsx3edc", "1qaz2wsx3edc4rfv", "1qazxsw23edc",
        "1qazxsw2#edc", "!qaz2wsx#edc", "!qaz@wsx#edc", "qazwsxedcrfv", "qazwsxedc123", "q1w2e3r4t5y6", "zaq12wsxcde3",
        "qwertyuiop12", "qwertyuiop123", "qwertyuiop[]", "qwertyuiopasdfghjkl", "qwerty123456", "qwerty1234567", "qwerty12345678", "qwertyuiop1234",
        "asdfghjkl123", "asdfghjkl;'\\", "zxcvbnm12345", "zxcvbnm123456", "abc123456789", "abcd12345678", "abcdefghijkl", "abcdefghijklm",
        "a1b2c3d4e5f6", "aa123456789", "aaa123456789", "a12345678910", "password1234", "password12345", "password123456", "passwordpassword",
        "password@123", "password!123", "password123!", "p@ssw0rd1234", "p@ssword1234", "passw0rd1234", "mypassword123", "changeme1234",
        "changemeplease", "letmein12345", "letmeinplease", "iloveyou1234", "iloveyou12345", "iloveyouforever", "welcome12345", "welcome@1234",
        "administrator", "administrator1", "admin1234567", "admin12345678", "admin123456789", "adminadminadmin", "admin@123456", "admin@1234567",
        "root12345678", "test12345678", "testtesttest", "user12345678", "guest1234567", "kefu12345678", "kefublazor123", "customerservice",
        "woaini123456", "woaini1314520", "woaini5201314", "5201314woaini", "5201314520131", "520131452013", "woaiwojia123", "wodemima1234",
        "zhongguo1234", "beijing123456", "shanghai1234", "tencent123456", "alibaba123456", "taobao123456",
        "football1234", "baseball1234", "superman1234", "princess1234", "sunshine1234", "whatever1234", "starwars1234", "trustno11234",
        "monkey123456", "dragon123456", "master123456", "michael12345", "computer1234", "internet1234", "samsung12345", "manchesterunited",
        "correcthorsebatterystaple", "thisisapassword", "unbelievable", "onetwothreefour", "nevermind123", "aaaaaaaaaaaa1",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Contains(string password) => Listed.Contains(password) || IsRepetition(password) || IsRun(password);

    /// <summary>One piece of up to four characters over and over: <c>123412341234</c>.</summary>
    private static bool IsRepetition(string password) =>
        Enumerable.Range(1, 4).Any(length => password.Where((character, index) => character != password[index % length]).Any() is false);

    /// <summary>Each character one above, or each one below, the one before: <c>abcdefghijklmn</c>.</summary>
    private static bool IsRun(string password) =>
        password.Zip(password.Skip(1), (left, right) => right - left).Distinct().ToArray() is [1 or -1];
}
