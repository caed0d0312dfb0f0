using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace Dashboard.Tests;

/// <summary>
/// A server with the dashboard and canned answers of the API in its wire shape (folder canned), so that states which real data seldom
/// have – suppressed, broken, synthetic, every fourth year – can be tested quickly. It has the content security policy of the real one.
/// </summary>
internal sealed class CannedApi : IAsyncDisposable
{
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly WebApplication app;

    private CannedApi(WebApplication app) => this.app = app;

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/";

    public static async Task<CannedApi> Start()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = Tree.Root });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = Policy;
            return next(context);
        });
        var files = new PhysicalFileProvider(Tree.Built);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files });
        app.MapGet("/v1/themes", () => Json(Read("themes.json")));
        app.MapGet("/v1/areas", () => Json(Read("areas.json")));
        app.MapGet("/v1/indicators", () => Json(Read("indicators.json")));
        app.MapGet("/v1/indicators/{id}", (string id) => Indicator(id));
        app.MapGet("/v1/values", (HttpContext context) => CannedValues.Answer(context.Request.Query));
        app.MapGet("/v1/narrative", (HttpContext context) => Narrative(context.Request.Query));
        app.MapGet("/v1/comparison", (HttpContext context) => CannedComparison.Answer(context.Request.Query));
        app.MapGet("/v1/lineage", (HttpContext context) => CannedValues.Lineage(context.Request.Query));
        CannedLoads.Map(app);
        await app.StartAsync();
        return new CannedApi(app);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    public static JsonObject Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Tree.Canned, file)))!.AsObject();

    public static IResult Json(JsonNode node, int status = 200) =>
        Results.Content(node.ToJsonString(), status < 400 ? "application/json" : "application/problem+json", System.Text.Encoding.UTF8, status);

    public static JsonObject? Find(string file, string list, string id) =>
        Read(file)[list]!.AsArray().Select(node => node!.AsObject()).FirstOrDefault(node => (string?)node["id"] == id);

    /// <summary>Two sentences; the first states the figure that is asked for, without a minus or decimals.</summary>
    private static IResult Narrative(IQueryCollection query) => Json(new JsonObject
    {
        ["area"] = query["area"].ToString(), ["period"] = query["period"].ToString(), ["lang"] = query["lang"].ToString(),
        ["sentences"] = new JsonArray(
            new JsonObject
            {
                ["question"] = "happened", ["text"] = "Luku oli 14,0 %.",
                ["numbers"] = new JsonArray(new JsonObject
                {
                    ["start"] = 9, ["length"] = 4, ["text"] = "14,0", ["kind"] = "value", ["area"] = query["area"].ToString(), ["period"] = query["period"].ToString(),
                }),
            },
            new JsonObject { ["question"] = "data", ["text"] = "Tiedot on päivitetty 21.11.2026.", ["numbers"] = new JsonArray() }),
    });

    private static IResult Indicator(string id)
    {
        if (Find("indicators.json", "indicators", id) is not { } indicator)
        {
            var problem = new JsonObject { ["code"] = "unknown-indicator", ["detail"] = $"There is no indicator '{id}'.", ["suggestions"] = new JsonArray("unemployment-rate") };
            return Json(problem, 404);
        }

        indicator["dataUpdated"] = "2026-11-21T12:05:00Z";
        indicator["sourceDetails"] = new JsonArray([.. indicator["sources"]!.AsArray().Select(source => Find("sources.json", "sources", (string)source!)!.DeepClone())]);
        indicator["breakdownDetails"] = new JsonArray([.. indicator["breakdownMembers"]!.AsObject().Select(breakdown => new JsonObject
        {
            ["id"] = breakdown.Key,
            ["names"] = Names("Sukupuoli", "Kön", "Sex"),
            ["members"] = new JsonArray([.. breakdown.Value!.AsArray().Select(member => new JsonObject { ["id"] = (string)member!, ["names"] = MemberNames((string)member!) })]),
        })]);
        return Json(indicator);
    }

    private static JsonObject MemberNames(string member) => member switch
    {
        "female" => Names("Naiset", "Kvinnor", "Women"),
        "male" => Names("Miehet", "Män", "Men"),
        _ => Names("Yhteensä", "Totalt", "Total"),
    };

    private static JsonObject Names(string fi, string sv, string en) => new() { ["fi"] = fi, ["sv"] = sv, ["en"] = en };
}
