using System.Net;
using System.Text.Json;
using Insight.Api.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Api.Tests.Lake;

/// <summary>The real server on a free loopback port, over a data folder of its own.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private TestServer(WebApplication app, string folder)
    {
        this.app = app;
        Folder = folder;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None, AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
    }

    public string Folder { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => app.Services;

    public static string NewFolder() => Directory.CreateTempSubdirectory("insight-api-").FullName;

    public static async Task<TestServer> StartAsync(string folder, Action<WebApplicationBuilder>? configure = null, params string[] args)
    {
        var builder = ApiServer.CreateBuilder(["--urls", "http://127.0.0.1:0", "--data", folder, .. args]);
        configure?.Invoke(builder);
        var app = builder.Build();
        app.UseInsight();
        await app.StartAsync();
        return new TestServer(app, folder);
    }

    public async Task<JsonElement> JsonAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.EqualTo(200), text);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Asks for what must be refused and checks the one shape of all problems.</summary>
    public async Task<JsonElement> ProblemAsync(string path, int status, string code, HttpMethod? method = null, Action<HttpRequestMessage>? prepare = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        prepare?.Invoke(request);
        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.EqualTo(status), text);
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"), path);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(problem.GetProperty("code").GetString(), Is.EqualTo(code), text);
            Assert.That(problem.GetProperty("type").GetString(), Is.EqualTo("urn:insight:problem:" + code));
            Assert.That(problem.GetProperty("status").GetInt32(), Is.EqualTo(status));
            Assert.That(problem.GetProperty("title").GetString(), Is.Not.Empty);
            Assert.That(problem.GetProperty("detail").GetString(), Is.Not.Empty);
        });
        return problem;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
