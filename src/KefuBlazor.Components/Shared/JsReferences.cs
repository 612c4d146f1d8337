using Microsoft.JSInterop;

namespace KefuBlazor.Components.Shared;

/// <summary>Ends what components hold of the browser's script.</summary>
public static class JsReferences
{
    /// <summary>Lets go of an object of the browser's; one whose page is gone needs no letting go.</summary>
    /// <param name="reference">What was held; null is nothing.</param>
    /// <param name="farewell">A function of it to call before; null for none.</param>
    public static async ValueTask LetGoAsync(this IJSObjectReference? reference, string? farewell = null)
    {
        if (reference is null)
            return;

        try
        {
            if (farewell is not null)
                await reference.InvokeVoidAsync(farewell);

            await reference.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its objects with it.
        }
    }
}
