using System.Text;
using Microsoft.Playwright;

namespace KefuBlazor.Browser.Tests.Attachments;

/// <summary>A file in somebody's hand.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="ContentType">What the browser takes it for.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record GivenFile(string Name, string ContentType, byte[] Content)
{
    private const string Give =
        """
        (place, { how, files }) => {
          const data = new DataTransfer();
          for (const { name, contentType, content } of files)
            data.items.add(new File([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], name, { type: contentType }));
          const event = { bubbles: true, composed: true, cancelable: true };
          if (how === 'paste') place.dispatchEvent(new ClipboardEvent('paste', { ...event, clipboardData: data }));
          else for (const type of ['dragover', 'drop']) place.dispatchEvent(new DragEvent(type, { ...event, dataTransfer: data }));
        }
        """;

    private const string Draw =
        """
        async ({ width, height, type }) => {
          const canvas = Object.assign(document.createElement('canvas'), { width, height });
          const pen = canvas.getContext('2d');
          // Noise, so that it weighs what photographs weigh.
          const pixels = pen.createImageData(width, height);
          for (let i = 0; i < pixels.data.length; i++) pixels.data[i] = i % 4 === 3 ? 255 : (i * 2654435761) >>> 24;
          pen.putImageData(pixels, 0, 0);
          const blob = await new Promise((done) => canvas.toBlob(done, type));
          const reader = new FileReader();
          reader.readAsDataURL(blob);
          await new Promise((done) => { reader.onload = done; });
          return reader.result.split(',')[1];
        }
        """;

    /// <summary>A PDF of this size, as far as its ends tell.</summary>
    public static GivenFile Pdf(string name, int size = 4096)
    {
        var content = new byte[size];
        Random.Shared.NextBytes(content);
        "%PDF-1.7\n"u8.CopyTo(content);
        "\n%%EOF\n"u8.CopyTo(content.AsSpan(size - 7));
        return new GivenFile(name, "application/pdf", content);
    }

    /// <summary>A picture, drawn by the browser of that page.</summary>
    public static async Task<GivenFile> PictureAsync(IPage page, int width, int height, string contentType = "image/png") => new(
        "photo." + contentType[6..],
        contentType,
        Convert.FromBase64String(await page.EvaluateAsync<string>(Draw, new { width, height, type = contentType })));

    /// <summary>The same photograph with what a camera writes into it: here whose it is and where it was taken.</summary>
    public GivenFile WithExif()
    {
        var told = Encoding.ASCII.GetBytes("Exif\0\0MM\0*\0\0\0\bOwner: Zhang San, 31.2304 N 121.4737 E");
        byte[] segment = [0xff, 0xe1, 0, (byte)(told.Length + 2), .. told];
        return this with { Content = [.. Content[..2], .. segment, .. Content[2..]] };
    }

    public Task PasteAsync(ILocator box) => GiveAsync(box, "paste");

    public Task DropAsync(ILocator place) => GiveAsync(place, "drop");

    private async Task GiveAsync(ILocator place, string how) => await place.EvaluateAsync(Give, new
    {
        how,
        files = new[] { new { name = Name, contentType = ContentType, content = Convert.ToBase64String(Content) } },
    });
}
