using System.Text;
using KefuBlazor.Core.Attachments.Formats;
using KefuBlazor.Testing;

namespace KefuBlazor.Core.Tests.Attachments;

public sealed class FileFormatTests
{
    private static readonly byte[] Html = "<html><script>alert(1)</script></html>"u8.ToArray();

    private static readonly Dictionary<string, (byte[] Bytes, FileFacts Facts)> Good = new()
    {
        ["a.png"] = (SampleFiles.Png(640, 480), new("image/png", 640, 480)),
        ["a.JPG"] = (SampleFiles.Jpeg(640, 480), new("image/jpeg", 640, 480)),
        ["turned.jpeg"] = (SampleFiles.Jpeg(640, 480, orientation: 6), new("image/jpeg", 480, 640)),
        ["depth map.jpg"] = ([.. SampleFiles.Jpeg(640, 480), .. SampleFiles.Jpeg(64, 48)], new("image/jpeg", 640, 480)),
        ["a.gif"] = (SampleFiles.Gif(64, 48, "made by hand"), new("image/gif", 64, 48)),
        ["a.webp"] = (SampleFiles.Webp(640, 480), new("image/webp", 640, 480)),
        ["a.wav"] = (SampleFiles.Wav(250), new("audio/wav", Duration: TimeSpan.FromMilliseconds(250))),
        ["a.ogg"] = (SampleFiles.OggOpus(1500), new("audio/ogg", Duration: TimeSpan.FromMilliseconds(1500))),
        ["a.webm"] = (SampleFiles.Webm(1500, film: false), new("audio/webm", Duration: TimeSpan.FromMilliseconds(1500))),
        ["film.webm"] = (SampleFiles.Webm(1500, film: true), new("video/webm", 640, 480, TimeSpan.FromMilliseconds(1500))),
        ["a.m4a"] = (SampleFiles.Mp4(1500, film: false), new("audio/mp4", Duration: TimeSpan.FromMilliseconds(1500))),
        ["a.mp4"] = (SampleFiles.Mp4(1500, film: true), new("video/mp4", 640, 480, TimeSpan.FromMilliseconds(1500))),
        ["a.mp3"] = (SampleFiles.Mp3(10), new("audio/mpeg", Duration: TimeSpan.FromSeconds(10 * 1152 / 44100.0))),
        ["a.pdf"] = (SampleFiles.Pdf(), new("application/pdf")),
        ["a.txt"] = (Encoding.UTF8.GetBytes("你好\r\n\tworld"), new("text/plain")),
        ["gbk.txt"] = ([0xc4, 0xe3, 0xba, 0xc3], new("text/plain")),
        ["utf16.txt"] = (Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("hello")).ToArray(), new("text/plain")),
        ["a.csv"] = (Encoding.UTF8.GetBytes("a,b\n1,2\n"), new("text/csv")),
        ["a.zip"] = (SampleFiles.Zip("a.txt"), new("application/zip")),
        ["a.docx"] = (SampleFiles.Docx(), new("application/vnd.openxmlformats-officedocument.wordprocessingml.document")),
    };

    private static readonly Dictionary<string, (string Name, byte[] Bytes)> Bad = new()
    {
        ["html named png"] = ("a.png", Html),
        ["svg named png"] = ("a.png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray()),
        ["svg as such"] = ("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray()),
        ["html as such"] = ("a.html", Html),
        ["script named jpg"] = ("a.jpg", "alert(1)"u8.ToArray()),
        ["exe named png"] = ("a.png", SampleFiles.Exe()),
        ["exe named txt"] = ("a.txt", SampleFiles.Exe()),
        ["exe as such"] = ("a.exe", SampleFiles.Exe()),
        ["jpeg named png"] = ("a.png", SampleFiles.Jpeg(1, 1)),
        ["no extension"] = ("png", SampleFiles.Png(1, 1)),
        ["two extensions"] = ("a.png.html", SampleFiles.Png(1, 1)),
        ["gif whose size begins a comment"] = ("a.gif", [.. "GIF89a/*"u8, 0x08, 0, 0, 0, 0, .. "*/=alert(1);"u8, 0x3b]),
        ["gif whose comment ends a script's"] = ("a.gif", SampleFiles.Gif(0x2f, 48, "*/=1;alert(1);/*")),
        ["gif with a page in its comment"] = ("a.gif", SampleFiles.Gif(64, 48, "<ScRiPt>alert(1)</script>")),
        ["gif with more behind"] = ("a.gif", [.. SampleFiles.Gif(64, 48), .. SampleFiles.Zip("a")]),
        ["png with an archive behind"] = ("a.png", [.. SampleFiles.Png(1, 1), .. SampleFiles.Zip("a.class")]),
        ["png cut off"] = ("a.png", SampleFiles.Png(1, 1)[..^1]),
        ["png without a size"] = ("a.png", SampleFiles.Png(0, 1)),
        ["png with a page in its pixels"] = ("a.png", [.. SampleFiles.Png(1, 1)[..^20], .. Html]),
        ["jpeg with an archive behind"] = ("a.jpg", [.. SampleFiles.Jpeg(1, 1), .. SampleFiles.Zip("a")]),
        ["jpeg with a pdf behind"] = ("a.jpg", [.. SampleFiles.Jpeg(1, 1), .. SampleFiles.Pdf()]),
        ["jpeg with a program behind"] = ("a.jpg", [.. SampleFiles.Jpeg(1, 1), .. SampleFiles.Exe()]),
        ["jpeg cut off"] = ("a.jpg", SampleFiles.Jpeg(1, 1)[..^2]),
        ["jpeg without pixels"] = ("a.jpg", [0xff, 0xd8, 0xff, 0xd9]),
        ["webp longer than it says"] = ("a.webp", [.. SampleFiles.Webp(1, 1), .. SampleFiles.Zip("a")]),
        ["wav with more behind"] = ("a.wav", [.. SampleFiles.Wav(10), .. Html]),
        ["ogg with more behind"] = ("a.ogg", [.. SampleFiles.OggOpus(10), .. SampleFiles.Exe()]),
        ["webm cut off"] = ("a.webm", SampleFiles.Webm(10, film: true)[..^1]),
        ["mp4 with more behind"] = ("a.mp4", [.. SampleFiles.Mp4(10, film: true), .. Html]),
        ["mp3 that is a text"] = ("a.mp3", "ID3 but not really"u8.ToArray()),
        ["pdf behind a page"] = ("a.pdf", [.. Html, .. SampleFiles.Pdf()]),
        ["zip behind a program"] = ("a.zip", [.. SampleFiles.Exe(), .. SampleFiles.Zip("a")]),
        ["zip without a directory"] = ("a.zip", SampleFiles.Zip("a")[..20]),
        ["archive named docx"] = ("a.docx", SampleFiles.Zip("a.txt")),
        ["docx with macros"] = ("a.docx", SampleFiles.Docx("word/vbaProject.bin")),
        ["nothing"] = ("a.png", []),
    };

    public static TheoryData<string> GoodNames => [.. Good.Keys];

    public static TheoryData<string> BadNames => [.. Bad.Keys];

    [Theory]
    [MemberData(nameof(GoodNames))]
    public void Read_FileThatIsWhatItsNameSays_IsUnderstood(string name)
    {
        var (bytes, expected) = Good[name];
        Assert.Equal(expected, FileFormats.Read(name, bytes));
    }

    [Theory]
    [MemberData(nameof(BadNames))]
    public void Read_FileThatIsNot_IsRefused(string what)
    {
        var (name, bytes) = Bad[what];
        Assert.Null(FileFormats.Read(name, bytes));
    }

    /// <summary>Whatever a byte is changed to and wherever a file is cut: an answer, and never an exception.</summary>
    [Theory]
    [MemberData(nameof(GoodNames))]
    public void Read_AnyDamage_NeverThrows(string name)
    {
        var bytes = Good[name].Bytes;
        var random = new Random(20260118);
        for (var at = 0; at < bytes.Length; at++)
        {
            _ = FileFormats.Read(name, bytes.AsSpan(0, at));
            var damaged = (byte[])bytes.Clone();
            foreach (var value in new[] { 0, 0xff, random.Next(256) })
            {
                damaged[at] = (byte)value;
                _ = FileFormats.Read(name, damaged);
            }
        }
    }
}
