using System.Text.Json;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Forms;
using KefuBlazor.Core.Messages;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Server.Widget;

/// <summary>The public settings of every site, ready to be sent. They change with a restart.</summary>
internal sealed class WidgetSites
{
    /// <summary>The site whose settings are those of all that have none of their own.</summary>
    public const string Default = "default";

    private readonly Dictionary<string, WidgetSettings> _sites;

    public WidgetSites(
        IOptions<WidgetOptions> options, IOptions<PreChatOptions> preChat, IOptions<LeaveMessageOptions> leaveMessage,
        IOptions<TypingOptions> typing, IOptions<ConversationOptions> conversations)
    {
        WidgetSettings SettingsOf(string name, WidgetSiteOptions site) => WidgetSettings.Of(site) with
        {
            PreChat = PreChatForm.Of(preChat.Value.Of(name)),
            LeaveMessageAfterSeconds = (int)leaveMessage.Value.After.TotalSeconds,
            ReopenWithinSeconds = (int)conversations.Value.ReopenWithin.TotalSeconds,
            TypingPreview = typing.Value.IsOn(name),
        };

        _sites = options.Value.Sites.ToDictionary(site => site.Key, site => SettingsOf(site.Key, site.Value), StringComparer.Ordinal);
        _sites.TryAdd(Default, SettingsOf(Default, options.Value));
        Utf8 = JsonSerializer.SerializeToUtf8Bytes(_sites, WidgetJson.Readable.IReadOnlyDictionaryStringWidgetSettings);
    }

    /// <summary>All of them as JSON, by the names of their sites.</summary>
    public byte[] Utf8 { get; }

    /// <summary>Those of a site; one without any of its own has the default's.</summary>
    public WidgetSettings Of(string? site) => _sites.GetValueOrDefault(site ?? Default, _sites[Default]);
}
