using System.Text.Json;
using Insight.Api.Loads;
using Insight.Api.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Journey.Tests;

/// <summary>The whole server as the program starts it, loads included, on a free loopback port.</summary>
internal sealed class JourneyServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private JourneyServer(WebApplication app)
    {
        this.app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
    }

    public HttpClient Client { get; }

    /// <summary>Starts it over a data folder.</summary>
    /// <param name="folder">The data folder; an empty one is filled with the bundled sources.</param>
    /// <param name="args">Further arguments of the program, for example --no-worker.</param>
    public static async Task<JourneyServer> StartAsync(string folder, params string[] args)
    {
        var builder = ApiServer.CreateBuilder(["--urls", "http://127.0.0.1:0", "--data", folder, .. args]);
        builder.Logging.ClearProviders();
        builder.AddLoads();
        var app = builder.Build();
        await app.PrepareAsync();
        app.UseInsight();
        await app.StartAsync();
        return new JourneyServer(app);
    }

    public async Task<JsonElement> JsonAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.EqualTo(200), $"{path}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The rows of a question for values.</summary>
    public async Task<List<JsonElement>> RowsAsync(string question) =>
        [.. (await JsonAsync("/v1/values?" + question)).GetProperty("rows").EnumerateArray()];

    /// <summary>The one value that a question asks for.</summary>
    public async Task<double> ValueAsync(string question) => (await RowsAsync(question)).Single().GetProperty("value").GetDouble();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
