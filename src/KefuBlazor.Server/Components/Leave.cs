using Microsoft.AspNetCore.Components;

namespace KefuBlazor.Server.Components;

/// <summary>Leads somebody who is not signed in, or no longer, to the sign-in page.</summary>
public sealed class Leave(NavigationManager navigation) : ComponentBase
{
    protected override void OnInitialized() =>
        navigation.NavigateTo(LocalUrl.Login("/" + navigation.ToBaseRelativePath(navigation.Uri)), forceLoad: true);
}
