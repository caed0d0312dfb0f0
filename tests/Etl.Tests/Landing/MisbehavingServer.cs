using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Insight.Etl.Tests.Landing;

/// <summary>A web server on loopback that does what a test says, which is handed the number of the request, from 1.</summary>
internal sealed class MisbehavingServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private int requests;

    private MisbehavingServer(Func<HttpContext, int, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(async context =>
        {
            var number = Interlocked.Increment(ref requests);
            lock (Seen)
            {
                Seen.Add($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
                UserAgents.Add(context.Request.Headers.UserAgent.ToString());
            }

            await answer(context, number);
        });
    }

    /// <summary>Method and address of each request.</summary>
    public List<string> Seen { get; } = [];

    public List<string> UserAgents { get; } = [];

    public string Address => app.Urls.First() + "/";

    public static async Task<MisbehavingServer> StartAsync(Func<HttpContext, int, Task> answer)
    {
        var server = new MisbehavingServer(answer);
        await server.app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }
}
