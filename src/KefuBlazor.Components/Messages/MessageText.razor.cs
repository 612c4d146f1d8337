using Microsoft.AspNetCore.Components;

namespace KefuBlazor.Components.Messages;

/// <summary>A text as it was written, with its links to be clicked. Nothing in it is ever markup.</summary>
public partial class MessageText
{
    private IReadOnlyList<TextSegment> _segments = [];
    private string? _parsed;

    [Parameter, EditorRequired]
    public string Text { get; set; } = string.Empty;

    protected override void OnParametersSet()
    {
        if (_parsed == Text)
            return;

        _parsed = Text;
        _segments = TextSegment.Parse(Text);
    }
}
