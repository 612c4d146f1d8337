namespace KefuBlazor.Core.Forms;

/// <summary>What customers are asked before the first message: on all sites, or on one. With none of it nothing is asked.</summary>
public class PreChatSiteOptions
{
    /// <summary>The fields, in the order in which they are asked for. Default: none.</summary>
    public List<PreChatField> Fields { get; set; } = [];

    /// <summary>The departments between which the customer chooses. Default: none.</summary>
    public List<Department> Departments { get; set; } = [];
}
