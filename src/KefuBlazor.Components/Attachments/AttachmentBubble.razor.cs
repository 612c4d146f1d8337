using KefuBlazor.Components.Localization;
using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Messages;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace KefuBlazor.Components.Attachments;

/// <summary>
/// A picture, a voice message, a video or a card that leads to a file. What is clicked is seen to by <c>attachments.js</c>, for the whole log
/// at once; what it calls itself is text wherever it stands.
/// </summary>
public sealed partial class AttachmentBubble(IStringLocalizer<Texts> texts)
{
    /// <summary>One that carries a file.</summary>
    [Parameter, EditorRequired]
    public Message Message { get; set; } = null!;

    private IStringLocalizer<Texts> L => texts;

    private Attachment File => Message.Attachment!;

    /// <summary>Below the page's base, wherever that is.</summary>
    private string Address => File.Path.TrimStart('/');

    private PictureBox Box => PictureBox.Of(File.Width, File.Height);
}
