using KefuBlazor.Core.Attachments;

namespace KefuBlazor.Core.Tests.Storage.Contracts;

public abstract class FileStoreContract : StoreContract
{
    private IFileStore Files => Core.Get<IFileStore>();

    [Theory]
    [InlineData(1)]
    [InlineData(256 * 1024)]
    [InlineData(256 * 1024 + 1)]
    [InlineData(1_000_000)]
    public async Task OpenAsync_Kept_GivesTheBytesFromAnyPlace(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        var file = await KeepAsync(bytes);

        await using var content = (await Files.OpenAsync(file, default))!;
        Assert.Equal(size, content.Length);
        Assert.Equal(bytes, await ReadAsync(content));
        foreach (var place in new[] { 0, size / 2, size - 1, size })
        {
            content.Seek(place, SeekOrigin.Begin);
            Assert.Equal(bytes[place..], await ReadAsync(content));
        }
    }

    [Fact]
    public async Task OpenAsync_Unknown_IsNull() => Assert.Null(await Files.OpenAsync(New(1), default));

    [Fact]
    public async Task RemoveAsync_Kept_IsGoneAndOthersAreNot()
    {
        var (file, other) = (await KeepAsync([1, 2, 3]), await KeepAsync([4]));
        await Files.RemoveAsync(file.Id, default);
        await Files.RemoveAsync(file.Id, default);
        Assert.Null(await Files.OpenAsync(file, default));
        await using var left = (await Files.OpenAsync(other, default))!;
        Assert.Equal([4], await ReadAsync(left));
    }

    private static Attachment New(int size) =>
        new() { Id = Guid.NewGuid().ToString("N"), FileName = "a", ContentType = "text/plain", Size = size };

    private static async Task<byte[]> ReadAsync(Stream content)
    {
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private async Task<Attachment> KeepAsync(byte[] bytes)
    {
        var file = New(bytes.Length);
        using var incoming = Core.Get<IncomingFiles>().Create();
        Assert.True(await incoming.FillAsync(new MemoryStream(bytes), default));
        await Files.KeepAsync(file.Id, incoming.Path, default);
        return file;
    }
}
