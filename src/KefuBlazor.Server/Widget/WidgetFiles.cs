using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace KefuBlazor.Server.Widget;

/// <summary>A file of the widget, ready to be sent.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="Hash">Names its content.</param>
/// <param name="ModifiedAt">When it was last changed.</param>
/// <param name="Bodies">The content under each encoding; the empty one is none.</param>
/// <param name="IsNamedByContent">Whether another content would have another name.</param>
internal sealed record WidgetFile(
    string ContentType, string Hash, DateTimeOffset ModifiedAt, IReadOnlyDictionary<string, byte[]> Bodies, bool IsNamedByContent);

/// <summary>
/// The widget's files, beside the program. Each is read and compressed at its first use, at the highest level, and kept: all of them together
/// are some tens of kilobytes.
/// </summary>
internal sealed partial class WidgetFiles(IWebHostEnvironment environment, WidgetSites sites) : IDisposable
{
    /// <summary>The one file whose address sites write down.</summary>
    public const string Launcher = "kehu.js";

    private const string Folder = "wwwroot-kehu";

    private readonly PhysicalFileProvider? _files =
        Directory.Exists(Path.Combine(environment.ContentRootPath, Folder)) ? new(Path.Combine(environment.ContentRootPath, Folder)) : null;

    private readonly FileExtensionContentTypeProvider _types = new();
    private readonly ConcurrentDictionary<string, WidgetFile> _ready = new(StringComparer.Ordinal);

    /// <summary>
    /// The file of this path below <c>/kehu/</c>; null if there is none. A launcher of another version, out of a cache or from another node in the
    /// middle of an update, names a chat of its own version: it gets the one that is here.
    /// </summary>
    public WidgetFile? Find(string path) => FindExactly(path) ?? (Sibling(path) is { } sibling && FindExactly(sibling) is { } found
        ? found with { IsNamedByContent = false }
        : null);

    private string? Sibling(string path)
    {
        if (_files is null || NamedByContent().Match(path) is not { Success: true } asked)
            return null;

        var folder = _files.GetDirectoryContents(asked.Groups["folder"].Value);
        var name = folder.Select(file => file.Name).FirstOrDefault(name =>
            name == $"{asked.Groups["stem"].Value}.js" || NamedByContent().Match(name) is { Success: true } here && here.Groups["stem"].Value == asked.Groups["stem"].Value);
        return name is null ? null : asked.Groups["folder"].Value + name;
    }

    private WidgetFile? FindExactly(string path)
    {
        var info = _files?.GetFileInfo(path);
        if (info is not { Exists: true, IsDirectory: false } || !_types.TryGetContentType(path, out var type))
            return null;

        // A file that was changed since, as happens while somebody works on the widget, is made ready again.
        return _ready.TryGetValue(path, out var ready) && ready.ModifiedAt == info.LastModified
            ? ready
            : _ready[path] = Prepare(path, info, type);
    }

    public void Dispose() => _files?.Dispose();

    private WidgetFile Prepare(string path, IFileInfo info, string type)
    {
        using var content = new MemoryStream();
        using (var file = info.CreateReadStream())
            file.CopyTo(content);

        var bytes = path == Launcher ? WithSettings(content.ToArray()) : content.ToArray();
        var text = type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("json", StringComparison.Ordinal) || type.EndsWith("+xml", StringComparison.Ordinal);
        var bodies = new Dictionary<string, byte[]> { [string.Empty] = bytes };
        if (text)
        {
            bodies["br"] = Compress(bytes, output => new BrotliStream(output, CompressionLevel.SmallestSize));
            bodies["gzip"] = Compress(bytes, output => new GZipStream(output, CompressionLevel.SmallestSize));
        }

        return new WidgetFile(text ? $"{type}; charset=utf-8" : type, ContentHash.Of(bytes), info.LastModified, bodies, NamedByContent().IsMatch(path));
    }

    /// <summary>The launcher knows its colours and words without asking for them: where it names the settings, they are written.</summary>
    private byte[] WithSettings(byte[] launcher) =>
        Encoding.UTF8.GetBytes(SettingsPlace().Replace(Encoding.UTF8.GetString(launcher), _ => Encoding.UTF8.GetString(sites.Utf8), count: 1));

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> open)
    {
        using var output = new MemoryStream();
        using (var compressor = open(output))
            compressor.Write(bytes);
        return output.ToArray();
    }

    // As the bundle names them: chat-LO4OXTIN.js.
    [GeneratedRegex(@"^(?<folder>(?:[\w-]+/)*)(?<stem>[\w-]+)-[A-Z0-9]{8}\.js$")]
    private static partial Regex NamedByContent();

    // Whichever quotes the bundle prefers.
    [GeneratedRegex("(['\"])KEFU_SETTINGS\\1")]
    private static partial Regex SettingsPlace();
}
