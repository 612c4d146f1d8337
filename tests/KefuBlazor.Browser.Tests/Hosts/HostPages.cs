namespace KefuBlazor.Browser.Tests.Hosts;

/// <summary>Pages as companies have them, each with the snippet and with something that widgets stumble over.</summary>
internal static class HostPages
{
    /// <summary>The pages by name.</summary>
    public static IReadOnlyCollection<string> Names => Pages.Keys;

    /// <summary>A page whose policy lacks some of what the widget needs.</summary>
    public const string Poor = "poor";

    /// <summary>Styles of a page that spares nothing: what leaks into the widget would be seen.</summary>
    private const string Styles =
        """
        html { font-size: 10px } body { margin: 0; font-family: serif; min-height: 2000px }
        * { letter-spacing: 3px !important; text-transform: uppercase; box-sizing: content-box }
        div, button, textarea, section, header, p, h2 { background: #fdd !important; border: 3px dashed red !important; float: left; padding: 20px }
        svg { display: none !important } button { width: 300px !important } [hidden] { display: block !important }
        """;

    private static readonly Dictionary<string, (string Head, string Body)> Pages = new()
    {
        ["plain"] = ($"<style>{Styles}</style>", string.Empty),
        ["timing"] = (string.Empty, string.Concat(Enumerable.Repeat("<p>A page of some length, as shops have it.</p>", 200))),
        ["csp"] = ("<link rel=\"stylesheet\" href=\"/own.css\">", string.Empty),
        ["jquery"] = (
            """
            <script src="/packages/jquery.js"></script>
            <script>
              window.$j = jQuery.noConflict();
              window.$ = (id) => document.getElementById(id);
              window.Chat = window.open2 = window.socket = 'the page\'s own';
              for (const name of ['remove', 'contains', 'clone', 'each'])
                Array.prototype[name] = function () { throw new Error('not for you'); };
              Object.prototype.extend = function () { throw new Error('not for you'); };
              Array.prototype.toJSON = function () { return 'an old library was here'; };
              Array.from = (list) => { const all = []; for (let i = 0; i < (list.length || 0); i++) all[i] = list[i]; return all; };
              String.prototype.trim = function () { return this.replace(/^\s+|\s+$/g, ''); };
              Function.prototype.delay = () => {};
              $j(() => $j('#title').text('Shop'));
            </script>
            """,
            string.Empty),
        ["spa"] = (
            """
            <script src="/packages/react.js"></script><script src="/packages/react-dom.js"></script>
            <script defer src="/spa.js"></script>
            """,
            "<div id=\"app\"></div>"),
    };

    /// <summary>The policy that a page is served with; null: none.</summary>
    /// <param name="name">The page's.</param>
    /// <param name="chatServer">Where the widget is from.</param>
    public static string? PolicyOf(string name, Uri chatServer)
    {
        var chat = chatServer.GetLeftPart(UriPartial.Authority);
        return name switch
        {
            "csp" => $"default-src 'none'; script-src {chat}; connect-src {chat} ws://{chatServer.Authority}; img-src {chat}; media-src {chat}; style-src 'self'; "
                + "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
            Poor => $"default-src 'none'; script-src {chat}; connect-src {chat}",
            _ => null,
        };
    }

    /// <summary>A page.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="chatServer">Where the widget is from; null: the page without the snippet.</param>
    public static string? Of(string name, Uri? chatServer)
    {
        if (name == "frame")
            return Document("<style>iframe { width: 420px; height: 720px; border: 0 }</style>", $"<iframe src=\"/plain{(chatServer is null ? "?bare" : string.Empty)}\"></iframe>", null);
        return Pages.TryGetValue(name == Poor ? "csp" : name, out var page) ? Document(page.Head, page.Body, chatServer) : null;
    }

    /// <summary>The least that puts a button of its own looks on a page: what this takes, the browser takes.</summary>
    public const string BareButton =
        """
        {
          const host = document.createElement('bare-button');
          const shadow = host.attachShadow({ mode: 'open' });
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(':host{all:initial!important;display:contents!important}button{position:fixed;right:20px;bottom:20px;width:56px;height:56px;border:0;border-radius:99px;background:#3b5bdb}');
          shadow.adoptedStyleSheets = [sheet];
          shadow.append(document.createElement('button'));
          document.documentElement.append(host);
        }
        """;

    /// <summary>A shop of two views, each drawn anew: a router that leaves nothing of the other.</summary>
    public const string Spa =
        """
        const { createElement: e, useState, StrictMode } = React;
        function App() {
          const [path, go] = useState(location.pathname);
          const to = (next) => { history.pushState(null, '', next); document.body.className = next.slice(1); go(next); };
          return e('main', { key: path }, e('p', null, path),
            e('button', { id: 'go', onClick: () => to(path === '/spa' ? '/spa/tea' : '/spa') }, 'Go on'));
        }
        ReactDOM.createRoot(document.getElementById('app')).render(e(StrictMode, null, e(App)));
        """;

    /// <summary>The same hostile styles, for a page that may have none inline.</summary>
    public const string OwnStyles = Styles;

    private static string Document(string head, string body, Uri? chatServer) =>
        $"""
        <!DOCTYPE html>
        <html lang="zh" dir="auto"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Shop</title>
        {head}</head>
        <body><h1 id="title">Shop</h1><p><button id="first">First</button></p>{body}
        {(chatServer is null ? string.Empty : $"<script async src=\"{chatServer}kehu/kehu.js\" data-site=\"default\"></script>")}
        </body></html>
        """;
}
