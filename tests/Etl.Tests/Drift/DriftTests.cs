using System.Text.RegularExpressions;
using Insight.Etl.Run;
using Insight.Etl.Tests.Landing;
using Insight.Etl.Tests.Run;
using Insight.Warehouse.Operations;
using Microsoft.AspNetCore.Http;

namespace Insight.Etl.Tests.Drift;

/// <summary>
/// What a producer renames is met with the last good mapping and an alert, never with wrong numbers: whole runs against a server that answers
/// as Statistics Finland did before and after 8 June 2026, and as it might some day.
/// </summary>
public sealed class DriftTests
{
    private UserFolder folder = null!;
    private MisbehavingServer server = null!;
    private IReadOnlyDictionary<string, string> answers = null!;
    private Workplace place = null!;

    [SetUp]
    public async Task Prepare()
    {
        folder = new UserFolder();
        answers = StatFin2026.Before;
        server = await MisbehavingServer.StartAsync(async (context, _) =>
        {
            if (answers.TryGetValue($"{context.Request.Method} {context.Request.Path}", out var answer))
            {
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync(answer);
            }
            else
            {
                context.Response.StatusCode = 400;
                await context.Response.WriteAsync("""{"error":"Parameter error"}""");
            }
        });
        folder.Write("definitions/sources/Moving/source.yml", $$"""
            id: moving
            names: {fi: Muuttuva, sv: Rörlig, en: Moving}
            producer: Statistics Finland
            licence: CC-BY-4.0
            connector: statfin-pxweb-v1
            base_url: {{server.Address}}
            origin: live
            limits: {requests: 100, attempts: 1}
            datasets:
              - id: register
                frequency: month
                division: 2026-01-01
                measures: [{name: unemployed, unit: persons}, {name: labour_force, unit: persons}]
              - id: population-of-test
                frequency: year
                division: 2026-01-01
                breakdowns: [{name: sex, total: total}]
                measures: [{name: population, unit: persons}]
            settings:
            {{Regex.Replace(StatFin2026.Settings.Replace("dataset: population", "dataset: population-of-test"), "^", "  ", RegexOptions.Multiline)}}
            """);
        place = folder.Open();
    }

    [TearDown]
    public async Task Clean()
    {
        await server.DisposeAsync();
        folder.Dispose();
    }

    [Test]
    public async Task What_Statistics_Finland_renamed_on_8_June_2026_is_read_as_before_with_an_alert()
    {
        var first = await RunAsync();
        Assert.That((first.State, first.Counts["drift"], first.Counts["inserted"]), Is.EqualTo((RunState.Succeeded, 0L, 4L)), first.Message);
        answers = StatFin2026.After;
        var second = await RunAsync();
        Assert.That(second.Counts, Does.ContainKey("drift").WithValue(4L).And.ContainKey("inserted").WithValue(2L).And.ContainKey("revised").WithValue(0L), "April and population are the same figures, May is new: " + second.Message);
        var told = Log(second);
        Assert.That(told, Does.Contain("calls 'statfin_tyonv_pxt_12r5.px' now '12r5.px'").And.Contain("Write 'StatFin/tyonv/12r5.px' in source.yml"));
        Assert.That(told, Does.Contain("'vaesto' is called 'vaerak-vaesto' now ('Väestö 31.12.')").And.Contain("variable 'Sukupuoli' is called 'sukupuoli_9_20180101' now"));
        Assert.That(Facts("register", "unemployed"), Is.EqualTo(new[] { "KU016 2026-04 380", "KU016 2026-05 371", "KU111 2026-04 1130", "KU111 2026-05 1118" }));
        Assert.That(Facts("population-of-test", "population"), Is.EqualTo(new[] { "KU016 2025 3911", "KU016 2025 7841" }));
    }

    [Test]
    public async Task A_table_that_was_never_loaded_is_found_under_its_new_name_too()
    {
        answers = StatFin2026.After;
        var run = await RunAsync();
        Assert.That((run.State, run.Counts["drift"]), Is.EqualTo((RunState.Succeeded, 2L)), run.Message);
        Assert.That(Facts("register", "labour_force")[0], Is.EqualTo("KU016 2026-04 3521"));
    }

    [Test]
    public async Task An_alert_stays_as_a_warning_until_the_settings_follow_and_stands_before_the_steward()
    {
        await RunAsync();
        answers = Changed("\"TYOVOIMATK\"", "\"LABFORCE\"");
        Assert.That(Log(await RunAsync()), Does.Contain("'TYOVOIMATK' is called 'LABFORCE' now ('Työvoima (lkm.)'); it is read as before. Write 'LABFORCE' in the place of 'TYOVOIMATK' in source.yml."));
        var warnings = place.Alerts.List(Alerts.Drift).Select(w => w.Message).ToList();
        Assert.That(warnings, Has.One.Contain("'TYOVOIMATK' is called 'LABFORCE' now"), "what the Loads page and /v1/candidates show");
        var again = await RunAsync(PipelineOptions.Replay with { Publish = false });
        Assert.That(Log(again), Does.Contain("'TYOVOIMATK' is called 'LABFORCE' since an earlier load"));
        Assert.That((again.Counts["inserted"], again.Counts["revised"]), Is.EqualTo((0L, 0L)));
    }

    [TestCase("a content is gone", "\"TYOTTOMATLOPUSSA\"", "\"TYOTT2\"", "Työttömät työnhakijat laskentapäivänä", "Työttömät laajasti", "'TYOTTOMATLOPUSSA' ('Työttömät työnhakijat laskentapäivänä (lkm.)') is gone from variable 'Tiedot' and nothing there is certainly the same")]
    [TestCase("codes changed places", "\"valueTexts\":[\"Työttömät työnhakijat laskentapäivänä (lkm.)\",\"Työvoima (lkm.)\"", "\"valueTexts\":[\"Työvoima (lkm.)\",\"Työttömät työnhakijat laskentapäivänä (lkm.)\"", "x", "x", "'TYOTTOMATLOPUSSA' now means 'Työvoima (lkm.)', and what it meant")]
    [TestCase("a member changed places", "\"valueTexts\":[\"Yhteensä\",\"Miehet\",\"Naiset\"]", "\"valueTexts\":[\"Yhteensä\",\"Naiset\",\"Miehet\"]", "x", "x", "'1' now means 'Naiset', and what it meant ('Miehet') is '2'")]
    [TestCase("a code and its text", "\"values\":[\"vaesto\"]", "\"values\":[\"x-vaesto\"]", "Väestö 31.12.", "Väkiluku 1.1.", "neither code nor text is as it was")]
    public async Task What_is_not_certain_stops_the_load_with_one_sentence_and_the_facts_stay(string what, string right, string wrong, string right2, string wrong2, string sentence)
    {
        await RunAsync();
        var before = Facts("register", "unemployed").Concat(Facts("population-of-test", "population")).ToList();
        answers = Changed(right, wrong, right2, wrong2);
        var run = await RunAsync();
        Assert.That((run.State, run.Message), Is.EqualTo((RunState.Failed, run.Message)), what);
        Assert.That(Log(run), Does.Contain(sentence), what);
        Assert.That(Facts("register", "unemployed").Concat(Facts("population-of-test", "population")), Is.EqualTo(before));
    }

    [Test]
    public async Task A_text_that_changed_alone_is_told_and_read()
    {
        await RunAsync();
        answers = Changed("Työvoima (lkm.)", "Työvoima, lukumäärä");
        var run = await RunAsync(new PipelineOptions(Publish: false));
        Assert.That(run.State, Is.EqualTo(RunState.NothingNew), run.Message);
        Assert.That(Log(run), Does.Contain("'TYOVOIMATK' was 'Työvoima (lkm.)' and is 'Työvoima, lukumäärä' now"));
    }

    [Test]
    public async Task A_variable_of_another_name_is_known_by_its_members()
    {
        await RunAsync();
        answers = Changed("\"Sukupuoli\"", "\"gender\"");
        var run = await RunAsync(new PipelineOptions(Publish: false));
        Assert.That(run.State, Is.EqualTo(RunState.NothingNew), run.Message);
        Assert.That(Log(run), Does.Contain("variable 'Sukupuoli' is called 'gender' now; it is read as before. Write 'gender' in the place of 'Sukupuoli'"));
    }

    [Test]
    public async Task A_table_that_is_gone_with_nothing_like_it_stops_with_what_the_folder_has()
    {
        await RunAsync();
        answers = new Dictionary<string, string>(StatFin2026.After) { ["GET /fi/StatFin/tyonv"] = """[{"id":"12tf.px","type":"t","text":"12tf"}]""" };
        var run = await RunAsync();
        Assert.That((run.State, run.Message), Is.EqualTo((RunState.Failed, run.Message)));
        Assert.That(run.Message, Does.Contain("Table 'StatFin/tyonv/statfin_tyonv_pxt_12r5.px'").And.Contain("no table of fi/StatFin/tyonv is certainly the same; it has 12tf.px").And.Contain("what is published stays"));
        Assert.That(Facts("register", "unemployed"), Has.Length.EqualTo(2));
    }

    private static Dictionary<string, string> Changed(string right, string wrong, string right2 = "\0", string wrong2 = "") =>
        StatFin2026.Before.ToDictionary(a => a.Key, a => a.Value.Replace(right, wrong).Replace(right2, wrong2));

    private async Task<Insight.Warehouse.Operations.Run> RunAsync(PipelineOptions? options = null)
    {
        var run = place.Runs.Queue(["moving"], "test");
        return await new Pipeline(place).ExecuteAsync(run, null, options ?? new PipelineOptions(Publish: false), default);
    }

    private string Log(Insight.Warehouse.Operations.Run run) => string.Join('\n', place.Runs.Events(run.Id).Select(e => e.Message));

    private string[] Facts(string dataSet, string measure)
    {
        using var session = WarehouseSession.Open(place.Folder, "test", TimeProvider.System);
        using var command = session.Connection.CreateCommand();
        command.CommandText = $"SELECT area || ' ' || period || ' ' || {measure}::BIGINT FROM facts.{dataSet.Replace('-', '_')} WHERE recorded_to IS NULL ORDER BY ALL";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return [.. rows];
    }
}
