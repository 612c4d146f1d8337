using KefuBlazor.Core.Transcripts;

namespace KefuBlazor.Server.Endpoints;

/// <summary>A page of what people wrote, under a policy of its own in place of that of our pages.</summary>
internal sealed class TranscriptPage(string html) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        httpContext.Response.Headers.ContentSecurityPolicy = TranscriptWriter.ContentSecurityPolicy;
        return httpContext.Response.WriteAsync(html, httpContext.RequestAborted);
    }
}
