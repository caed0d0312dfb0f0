using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Api.Tests.Lake;
using Insight.Warehouse;
using Insight.Warehouse.Operations;

namespace Api.Tests.Forecasts;

/// <summary>A server over figures to forecast, with the steward's key.</summary>
internal sealed class ForecastServer : IAsyncDisposable
{
    private readonly string key;

    private ForecastServer(TestServer server, string key, string first, string second) => (Server, this.key, First, Second) = (server, key, first, second);

    public TestServer Server { get; }

    /// <summary>The publication with figures up to 2020.</summary>
    public string First { get; }

    /// <summary>The current publication, with figures up to 2023.</summary>
    public string Second { get; }

    public static async Task<ForecastServer> StartAsync()
    {
        var folder = DataFolder.Open(TestServer.NewFolder());
        var key = new StewardKeys(OperationsStore.Open(folder, TimeProvider.System), folder, TimeProvider.System).EnsureExists()!;
        var lake = new LakeWriter(folder.Path);
        var first = ForecastLake.Publish(lake, LakeWriter.FirstDay, 2020);
        var second = ForecastLake.Publish(lake, SmallLake.Second, 2023, first);
        return new ForecastServer(await TestServer.StartAsync(folder.Path), key, first, second);
    }

    /// <summary>Posts a request; with the key unless asked without.</summary>
    public async Task<HttpResponseMessage> PostAsync(string body, bool withKey = true, string? prefer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/forecasts") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        Prepare(request, withKey, prefer);
        return await Server.Client.SendAsync(request);
    }

    /// <summary>Posts a request and reads the answer.</summary>
    public async Task<JsonElement> MakeAsync(string body, int status = 200, bool withKey = false)
    {
        using var response = await PostAsync(body, withKey);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.EqualTo(status), text);
        return JsonDocument.Parse(text).RootElement;
    }

    public void Prepare(HttpRequestMessage request, bool withKey, string? prefer = null)
    {
        if (withKey)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        if (prefer is not null)
        {
            request.Headers.Add("Prefer", prefer);
        }
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
