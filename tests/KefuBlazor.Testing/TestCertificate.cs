using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KefuBlazor.Testing;

/// <summary>A certificate for the loopback addresses that nobody but who made it trusts, as files for servers and proxies.</summary>
public sealed class TestCertificate : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kefu-certificate-");
    private readonly string _thumbprint;

    public TestCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(7));
        _thumbprint = certificate.Thumbprint;
        var (chain, secret) = (certificate.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n");
        File.WriteAllText(CertificateFile, chain);
        File.WriteAllText(KeyFile, secret);
        File.WriteAllText(BothFile, chain + secret);
    }

    public string CertificateFile => Path.Combine(_folder.FullName, "chat.crt");

    public string KeyFile => Path.Combine(_folder.FullName, "chat.key");

    /// <summary>The certificate and its key in one file.</summary>
    public string BothFile => Path.Combine(_folder.FullName, "chat.pem");

    /// <summary>Whether this is what a server showed.</summary>
    public bool Is(X509Certificate? shown) => shown?.GetCertHashString() == _thumbprint;

    /// <summary>A client without cookies that trusts this certificate and no other, and follows no redirection.</summary>
    /// <param name="address">Of the server.</param>
    public HttpClient CreateClient(Uri address)
    {
        var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => Is(shown);
        return new HttpClient(handler) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
