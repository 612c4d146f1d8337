using KefuBlazor.Components.Localization;
using KefuBlazor.Core.Customers;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace KefuBlazor.Components.Customers;

/// <summary>How a customer is reached, and what the site says of them.</summary>
public sealed partial class CustomerContact(IStringLocalizer<Texts> texts)
{
    [Parameter, EditorRequired]
    public CustomerProfile Profile { get; set; } = null!;

    private IStringLocalizer<Texts> L => texts;
}
