using KefuBlazor.Core.Attachments;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Tests.Attachments;

public sealed class AttachmentOptionsTests
{
    [Theory]
    [InlineData("Attachments:Store", "7", "Attachments:Store")]
    [InlineData("Attachments:Store", "Database", "Storage:Provider")]
    [InlineData("Attachments:Path", " ", "Attachments:Path")]
    [InlineData("Attachments:MaxBytes", "0", "Attachments:MaxBytes")]
    [InlineData("Attachments:MaxBytes", "200000000", "Attachments:MaxBytes")]
    [InlineData("Attachments:BytesInAll", "-1", "BytesInAll")]
    [InlineData("Attachments:UnboundFor", "00:00:01", "Attachments:UnboundFor")]
    public async Task Value_Wrong_NamesTheSettingAndTheMend(string key, string value, string named)
    {
        await using var core = CoreHost.StartStopped(new() { [key] = value });
        var wrong = Assert.Throws<OptionsValidationException>(() => core.Get<IOptions<AttachmentOptions>>().Value);
        Assert.Contains(named, wrong.Message, StringComparison.Ordinal);
    }
}
