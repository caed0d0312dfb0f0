using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dashboard.Tests;

/// <summary>The answers that the page of loads asks for, in the API's wire shape; one candidate waits until it is decided on.</summary>
internal sealed class CannedLoads
{
    public const string Key = "the-steward-s-key";

    private bool isDecided;
    private string? made;

    /// <summary>Maps them; the candidate waits again.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var loads = new CannedLoads();
        routes.MapGet("/v1/candidates", (HttpContext context) => loads.Candidates(context));
        routes.MapGet("/v1/publications/{id}/changes", () => CannedApi.Json(JsonNode.Parse(Changes)!));
        routes.MapPost("/v1/publications/{id}/{verb}", (HttpContext context, string verb) => loads.DecideAsync(context, verb));
        routes.MapGet("/v1/publications", () => CannedApi.Json(JsonNode.Parse(Publications)!));
        routes.MapGet("/v1/schedules", () => CannedApi.Json(loads.WithMade(JsonNode.Parse(Schedules)!)));
        routes.MapGet("/v1/runs", () => CannedApi.Json(JsonNode.Parse(Runs)!));
        routes.MapGet("/v1/runs/{id}", () => CannedApi.Json(JsonNode.Parse(Run)!));
        routes.MapGet("/v1/runs/{id}/events", () => Results.Text("id: 1\nevent: step\ndata: {\"sequence\":1,\"step\":\"fetch\",\"source\":\"syke\",\"message\":\"2 payloads\"}\n\n: more comes\n\n", "text/event-stream"));
        routes.MapGet("/v1/sources", () => CannedApi.Json(JsonNode.Parse("""{"sources":[{"id":"statfin","origin":"recorded"},{"id":"syke","origin":"live"},{"id":"staff-absence","origin":"deliveries"}]}""")!));
        routes.MapPost("/v1/schedules", async (HttpContext context) => loads.made = (string?)(await JsonNode.ParseAsync(context.Request.Body))!["id"]);
        routes.MapPost("/v1/schedules/{id}/remove", (string id) => { loads.made = loads.made == id ? null : loads.made; return Results.NoContent(); });
        routes.MapGet("/v1/sources/staff-absence/files", () => CannedApi.Json(JsonNode.Parse(Files)!));
        routes.MapPost("/v1/sources/staff-absence/files", (HttpRequest request) => DeliverAsync(request));
        routes.MapGet("/v1/alerts", () => CannedApi.Json(JsonNode.Parse(Alerts)!));
        routes.MapGet("/v1/deliveries", () => CannedApi.Json(JsonNode.Parse(Deliveries)!));
    }

    private JsonNode WithMade(JsonNode schedules)
    {
        if (made is not null)
        {
            schedules["schedules"]!.AsArray().Add(JsonNode.Parse(
                $$"""{"id":"{{made}}","source":"syke","cron":"0 30 7 ? * MON-FRI","timeZone":"Europe/Helsinki","state":"active","madeBy":"helmi","next":["2026-11-23T07:30:00+02:00"]}"""));
        }

        return schedules;
    }

    /// <summary>A file whose third line has a date that is none; tried or delivered.</summary>
    private static async Task<IResult> DeliverAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var lines = (await reader.ReadToEndAsync()).TrimEnd().Split('\n');
        var state = request.Query["dry-run"] == "true" ? "acceptable" : "accepted";
        if (lines[^1].Contains("stop", StringComparison.Ordinal))
        {
            return CannedApi.Json(JsonNode.Parse("""{"code":"delivery-refused","detail":"A check stops it.","badRows":[{"line":2,"column":"lämpö","value":"-5","reason":"ei ole vähintään 0","remedy":"korjaa luku tiedostoon"}]}""")!, 422);
        }

        return request.ContentType == "text/csv" && request.Query["file"] == "absences_016.csv"
            ? CannedApi.Json(JsonNode.Parse(
                $$"""
                {"state":"{{state}}","message":"Read.","rowsRead":{{lines.Length - 1}},"staged":1,"refused":1,
                 "badRows":[{"line":3,"column":"start","value":"{{lines[2]}}","reason":"This is no date.","remedy":"Write dates as 31.1.2025."}]}
                """)!)
            : CannedApi.Json(new JsonObject { ["code"] = "wrong", ["detail"] = "Not what was expected." }, 415);
    }

    private IResult Candidates(HttpContext context)
    {
        if (context.Request.Headers.Authorization != "Bearer " + Key)
        {
            return CannedApi.Json(new JsonObject { ["code"] = "unauthorized", ["detail"] = "Send the steward's key." }, 401);
        }

        return CannedApi.Json(JsonNode.Parse(isDecided ? """{"candidates":[]}""" : Waiting)!);
    }

    private async Task<IResult> DecideAsync(HttpContext context, string verb)
    {
        var comment = (string?)(await JsonNode.ParseAsync(context.Request.Body))!["comment"];
        if (verb == "return" && string.IsNullOrEmpty(comment))
        {
            return CannedApi.Json(new JsonObject { ["code"] = "comment-missing", ["detail"] = "A comment is missing." }, 400);
        }

        isDecided = true;
        return CannedApi.Json(new JsonObject { ["id"] = "p2" });
    }

    private const string Waiting = """
        {"candidates":[{"id":"20261122T080000Z-aaaaaaaa","state":"needs-approval","from":"20261115T080000Z-bbbbbbbb","run":"r1","at":"2026-11-22T08:00:00Z","approvalsNeeded":2,
          "findings":[{"code":"moved-too-much","indicator":"sickness-absence-days-per-fte","count":3,"limit":20,"worst":{"area":"KU111","period":"2025","members":[],"before":15.2,"after":31.9,"percent":109.9},"message":"…"},
                      {"code":"check-warning","indicator":null,"count":1,"limit":null,"worst":null,"message":"Checks of source 'syke' warned."},
                      {"code":"something-new","indicator":null,"count":1,"limit":null,"worst":null,"message":"A reason that this page does not know."}],
          "opinions":[{"steward":"helmi","at":"2026-11-22T08:10:00Z","verdict":"approved","comment":null}],"changes":null}]}
        """;

    private const string Changes = """
        {"from":"20261115T080000Z-bbbbbbbb","to":"20261122T080000Z-aaaaaaaa","totals":{"added":12,"revised":3,"withdrawn":0,"statusChanged":1},
         "indicators":[{"indicator":"sickness-absence-days-per-fte","division":"current","frequency":"year","added":12,"revised":3,"withdrawn":0,"statusChanged":1,"before":{"values":48,"areas":4},"after":{"values":60,"areas":4},"movers":[]}],
         "areas":null,"periods":null,
         "movers":[{"indicator":"sickness-absence-days-per-fte","division":"current","frequency":"year","area":"KU111","period":"2025","members":[],"before":15.2,"after":31.9,"percent":109.9}]}
        """;

    private const string Publications = """
        {"current":"20261115T080000Z-bbbbbbbb","publications":[{"id":"20261115T080000Z-bbbbbbbb","since":"2026-11-15T08:00:00Z","reason":"published"},{"id":"20261101T080000Z-cccccccc","since":"2026-11-01T08:00:00Z","reason":"published"}]}
        """;

    private const string Schedules = """
        {"schedules":[{"id":"statfin","source":"statfin","cron":"0 20 8 ? * MON-FRI","timeZone":"Europe/Helsinki","state":"active","madeBy":"source","next":["2026-11-23T08:20:00+02:00","2026-11-24T08:20:00+02:00"]},
                      {"id":"nightly","source":"syke","cron":"0 0 3 * * ?","timeZone":"UTC","state":"paused","madeBy":"helmi","next":[]}]}
        """;

    private const string Runs = """
        {"runs":[{"id":"r2","sources":["syke"],"trigger":"api","state":"running","queuedAt":"2026-11-22T08:20:00Z","startedAt":"2026-11-22T08:20:01Z","finishedAt":null,"message":null,"counts":{},"askedBy":"helmi"},
                 {"id":"r1","sources":["statfin"],"trigger":"schedule","state":"failed","queuedAt":"2026-11-22T07:20:00Z","startedAt":"2026-11-22T07:20:01Z","finishedAt":"2026-11-22T07:20:09Z","message":"statfin: The producer answered 503.","counts":{},"askedBy":"schedule statfin"}]}
        """;

    private const string Run = """
        {"id":"r1","sources":["statfin"],"trigger":"schedule","state":"failed","queuedAt":"2026-11-22T07:20:00Z","startedAt":"2026-11-22T07:20:01Z","finishedAt":"2026-11-22T07:20:09Z","message":"statfin: The producer answered 503.","counts":{},"askedBy":"schedule statfin",
         "steps":[{"step":"fetch","source":"statfin","durationMs":1500,"counts":{"landed-bytes":1200,"landed-files":1}}],
         "log":[{"sequence":1,"at":"2026-11-22T07:20:09Z","step":"fetch","source":"statfin","message":"FAILED: 503"}]}
        """;

    private const string Files = """
        {"source":"staff-absence","expected":[{"file":"absences_016.csv","area":"KU016"},{"file":"employments_016.csv","area":"KU016"}],
         "deliveries":[{"id":"d1","name":"absences_016.csv","at":"2026-11-20T08:00:00Z","by":"helmi","rowsRead":120,"staged":118,"refused":2,"run":null}]}
        """;

    private const string Alerts = """
        {"alerts":[
          {"kind":"files","source":null,"message":"Files changed and are wrong, so that what they said before still holds: 1 problem in the descriptions of sources:\n  Clubs/source.yml:3: SRC001 this is not YAML.","since":"2026-11-22T06:15:00Z","at":"2026-11-22T06:15:00Z"},
          {"kind":"drift","source":"statfin","message":"warn: StatFin/source.yml: 'TYOVOIMATK' is called 'LABFORCE' now; it is read as before.","since":"2026-11-20T06:15:00Z","at":"2026-11-22T06:15:00Z"}]}
        """;

    private const string Deliveries = """
        {"publication":"20261115T080000Z-bbbbbbbb","date":"2026-11-22","indicators":[{"indicator":"zero-absence-share","frequency":"month","sources":["staff-absence"],"lagDays":10,"lastPeriod":"2026-09","expectedPeriod":"2026-10","state":"late","daysLate":12,"nextDue":"2026-11-10"}],"sources":[
          {"source":"statfin","names":{"fi":"Tilastokeskus","sv":"Statistikcentralen","en":"Statistics Finland"},"synthetic":false,"frequency":"month","lagDays":30,"lastPeriod":"2026-09","expectedPeriod":"2026-10","state":"on-time","daysLate":0,"nextPeriod":"2026-10","nextDue":"2026-11-30","indicators":8,"lateIndicators":[],"municipalities":308,"expected":0,"missingMunicipalities":[]},
          {"source":"staff-absence","names":{"fi":"Henkilöstön poissaolot","sv":"Personalens frånvaro","en":"Staff absence"},"synthetic":true,"frequency":"month","lagDays":10,"lastPeriod":"2026-09","expectedPeriod":"2026-10","state":"late","daysLate":12,"nextPeriod":"2026-10","nextDue":"2026-11-10","indicators":4,"lateIndicators":["zero-absence-share"],"municipalities":3,"expected":4,"missingMunicipalities":[
            {"area":"KU111","names":{"fi":"Heinola","sv":"Heinola","en":"Heinola"},"lastPeriod":null,"state":"missing","since":"2026-09-01","daysLate":82,"isExpected":true},
            {"area":"KU560","names":{"fi":"Orimattila","sv":"Orimattila","en":"Orimattila"},"lastPeriod":"2026-07","state":"late","since":"2026-09-10","daysLate":73,"isExpected":true}]}]}
        """;
}
