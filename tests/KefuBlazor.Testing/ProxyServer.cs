using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace KefuBlazor.Testing;

/// <summary>The proxies that <c>docs/scaling</c> has a configuration for.</summary>
public enum ProxyKind
{
    Haproxy,
    Nginx,
}

/// <summary>A real proxy that runs the very configuration of <c>docs/scaling</c>, on free loopback ports and with a certificate of its own.</summary>
public sealed class ProxyServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kefu-proxy-").FullName;
    private readonly StringBuilder _output = new();
    private readonly int _plainPort = ServerProcess.FreePort();
    private readonly int _port = ServerProcess.FreePort();
    private Process? _process;

    private ProxyServer() => Http = Certificate.CreateClient(Address);

    public TestCertificate Certificate { get; } = new();

    /// <summary>Where it takes clients, with TLS.</summary>
    public Uri Address => new($"https://127.0.0.1:{_port}/");

    /// <summary>Where it sends them there from.</summary>
    public Uri PlainAddress => new($"http://127.0.0.1:{_plainPort}/");

    /// <summary>A client without cookies.</summary>
    public HttpClient Http { get; }

    /// <summary>What it printed and logged so far.</summary>
    public string Log
    {
        get
        {
            lock (_output)
            {
                var files = new[] { "error.log", "access.log" }.Select(name => Path.Combine(_folder, name)).Where(File.Exists);
                return _output + string.Concat(files.Select(File.ReadAllText));
            }
        }
    }

    /// <summary>Starts it and waits until it takes connections and, where it asks nodes for their health, has asked them.</summary>
    /// <param name="kind">Which proxy.</param>
    /// <param name="nodes">At most three; the places of the others are ports on which nobody answers.</param>
    public static async Task<ProxyServer> StartAsync(ProxyKind kind, IReadOnlyList<Uri> nodes)
    {
        var proxy = new ProxyServer();
        try
        {
            proxy.Run(kind, nodes);
            await proxy.WaitUntilItAnswersAsync();
            return proxy;
        }
        catch
        {
            await proxy.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true); // nginx's workers, too
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        Certificate.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Run(ProxyKind kind, IReadOnlyList<Uri> nodes)
    {
        var isHaproxy = kind == ProxyKind.Haproxy;
        var settings = isHaproxy ? ReadHaproxy() : ReadNginx();
        for (var place = 1; place <= 3; place++)
        {
            var port = place <= nodes.Count ? nodes[place - 1].Port : ServerProcess.FreePort();
            settings.Put(string.Create(CultureInfo.InvariantCulture, $"10.0.0.1{place}:6006"), $"127.0.0.1:{port}");
        }

        var file = Path.Combine(_folder, isHaproxy ? "haproxy.cfg" : "nginx.conf");
        File.WriteAllText(file, settings.Text);
        string[] command = isHaproxy ? ["haproxy", "-db", "-f", file] : ["nginx", "-g", "daemon off;", "-c", file];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private ConfigurationFile ReadHaproxy() => ConfigurationFile.Read("haproxy.cfg")
        .Put("bind :80\n", $"bind 127.0.0.1:{_plainPort}\n")
        .Put("bind :443 ", $"bind 127.0.0.1:{_port} ")
        .Put("/etc/haproxy/chat.pem", Certificate.BothFile)
        .Put("maxconn 20000", "maxconn 400"); // what a machine that only tests lets everybody have

    private ConfigurationFile ReadNginx() => ConfigurationFile.Read("nginx.conf")
        .Put("listen 80;", $"listen 127.0.0.1:{_plainPort};")
        .Put("listen 443 ", $"listen 127.0.0.1:{_port} ")
        .Put("/etc/nginx/chat.pem", Certificate.CertificateFile)
        .Put("/etc/nginx/chat.key", Certificate.KeyFile)
        .Put("worker_rlimit_nofile 45000;", "worker_rlimit_nofile 1024;")
        .Put("worker_connections 40000;", "worker_connections 800;")
        .Put("/run/nginx.pid", Path.Combine(_folder, "nginx.pid"))
        .Put("/var/log/nginx/error.log", Path.Combine(_folder, "error.log"))
        .Put("/var/log/nginx/access.log", Path.Combine(_folder, "access.log"));

    private Task WaitUntilItAnswersAsync() => Eventually.HoldsAsync(
        async () =>
        {
            if (_process!.HasExited)
                throw new InvalidOperationException($"The proxy ended with {_process.ExitCode}.");
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", _port);
            return true;
        },
        () => Log);

    private void Note(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
    }
}
