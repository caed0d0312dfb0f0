using System.Text;
using Insight.Etl.Commands;
using Insight.Etl.Tests.Commands;
using Insight.Etl.Deliveries;
using Insight.Etl.Run;
using Insight.Etl.Tests.Run;
using Insight.Etl.Tests.Staging;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Operations;

namespace Insight.Etl.Tests.Deliveries;

/// <summary>From a delivered file to facts: through the command, in every format, whole and in parts.</summary>
[TestFixture, NonParallelizable]
internal sealed class FileIntakeTests
{
    private static readonly Steward Sender = new("a test", default, null);

    private UserFolder folder = null!;

    [SetUp]
    public void Prepare() => folder = new UserFolder();

    [TearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public async Task A_workbook_is_delivered_by_the_command_loaded_and_known_again()
    {
        Describe("\"016\": {header: 2, fixed: {building: total}, columns: {period: Vuosi, heat: Lämpö}}");
        var path = Path.Combine(folder.Path, "vienti.xlsx");
        object?[][] rows = [["Energia"], ["Vuosi", "Lämpö"], ["2023", 1.5], [2024.0, "ei tietoa"], [2025.0, 3.5]];
        File.WriteAllBytes(path, new TestWorkbook().Sheet("A", rows).ToBytes());

        var (exit, output) = await InsightAsync("file", "energy", path, "--profile", "016", "--dry-run");
        Assert.That((exit, output.Contains("energy_016.csv:4 Lämpö 'ei tietoa': not a number")), Is.EqualTo((ExitCode.Done, true)), output);
        Assert.That(Directory.Exists(Path.Combine(folder.Path, "deliveries", "energy")), Is.False);
        (exit, output) = await InsightAsync("file", "energy", path, "--profile", "016");
        Assert.That((exit, output.Contains("2 facts new")), Is.EqualTo((ExitCode.Done, true)), output);
        Assert.That(Facts(), Is.EqualTo(new[] { "KU016 2023 1.5", "KU016 2025 3.5" }));
        (exit, output) = await InsightAsync("file", "energy", path, "--profile", "016");
        Assert.That((exit, output.Contains("The same content came before: delivery")), Is.EqualTo((ExitCode.Done, true)), output);
        (exit, output) = await InsightAsync("file", "energy", path, "--profile", "999");
        Assert.That((exit, output.Contains("expects no such file")), Is.EqualTo((ExitCode.Failed, true)), output);
    }

    [Test]
    public async Task A_large_file_is_looked_at_and_loaded_in_parts()
    {
        Describe("\"016\": {large: true}");
        folder.Write("definitions/sources/Energy/checks.yml", "- {check: unique, dataset: energy}\n- {check: range, dataset: energy, measure: heat, min: 0}\n");
        var text = new StringBuilder("period,building,heat\n");
        for (var i = 0; i < 60_000; i++)
        {
            text.Append(i == 55_000 ? "x,b,1\n" : $"2024,b{i},{(i == 100 ? -7 : 7)}\n");
        }

        var place = folder.Open();
        var report = await new FileIntake(place).ReceiveAsync(new FileOffer("energy", Sender, Profile: "016"), new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())), CancellationToken.None);
        Assert.That((report.State, report.RowsRead, report.Staged, report.Refused.Count), Is.EqualTo((IntakeState.Accepted, 60_000, 59_998, 2)));
        Assert.That(report.Refused.Select(r => (r.Line, r.Column, r.Reason)), Is.EqualTo(new[] { (102L, "heat", "not at least 0"), (55_002L, "period", "not a period by year") }));
        await RunAsync(place, "energy");
        Assert.That(Facts(), Is.EqualTo(Enumerable.Repeat("KU016 2024 7", 59_998)));
    }

    [Test]
    public async Task A_file_that_belongs_to_another_waits_for_it_and_one_with_diagnoses_is_not_kept_at_all()
    {
        folder.Write("definitions/sources/Staff/source.yml", """
            id: staff
            names: {fi: Henkilöstö, sv: Personal, en: Staff}
            producer: Nobody; invented for a test
            licence: CC0-1.0
            synthetic: true
            connector: staff-survey-csv
            origin: deliveries
            datasets:
              - {id: staff-survey, frequency: year, division: as-was, measures: [{name: answers, unit: persons}]}
            settings:
              municipalities: {"016": {}}
            """);
        var intake = new FileIntake(folder.Open());
        Task<IntakeReport> Deliver(string text) => intake.ReceiveAsync(
            new FileOffer("staff", Sender, "survey_answers_016.csv"), new MemoryStream(Encoding.UTF8.GetBytes("kysely;vuosi;vastaaja;yksikko;ryhma;kysymys;vastaus\n" + text)), CancellationToken.None);
        var report = await Deliver("");
        Assert.That((report.State, report.Message.Contains("without its invitations")), Is.EqualTo((IntakeState.Waiting, true)), report.Message);
        Assert.That(intake.Book.List("staff", 10).Single().Id, Is.EqualTo(report.Delivery!.Id));
        Assert.That(() => Deliver("q;2025;010190-123A;y;r;k;5\n"), Throws.TypeOf<IntakeException>().With.Property("Fault").EqualTo(IntakeFault.Refused));
    }

    private void Describe(string profile) => folder.Write("definitions/sources/Energy/source.yml", $$"""
        id: energy
        names: {fi: Energia, sv: Energi, en: Energy}
        producer: Nobody; invented for a test
        licence: CC0-1.0
        synthetic: true
        connector: described
        origin: deliveries
        datasets:
          - {id: energy, frequency: year, division: current, breakdowns: [{name: building, total: total}], measures: [{name: heat, unit: MWh}]}
        settings:
          files: [{name: "energy_{area}.csv", dataset: energy}]
          municipalities:
            {{profile}}
        """);

    private static async Task RunAsync(Workplace place, string source)
    {
        var run = place.Runs.Queue([source], "delivery");
        var done = await new Pipeline(place).ExecuteAsync(run, null, new PipelineOptions(Publish: false), CancellationToken.None);
        Assert.That(done.State, Is.EqualTo(RunState.Succeeded), done.Message);
    }

    private string[] Facts()
    {
        using var warehouse = new DuckDBConnection($"Data Source={Path.Combine(folder.Path, "warehouse.duckdb")}");
        warehouse.Open();
        using var command = warehouse.CreateCommand();
        command.CommandText = "SELECT area, period, heat FROM facts.energy WHERE recorded_to IS NULL ORDER BY ALL";
        using var reader = command.ExecuteReader();
        var facts = new List<string>();
        while (reader.Read())
        {
            facts.Add(FormattableString.Invariant($"{reader.GetString(0)} {reader.GetString(1)} {reader.GetDouble(2)}"));
        }

        return [.. facts];
    }

    private async Task<(int Exit, string Output)> InsightAsync(params string[] arguments)
    {
        var (exit, output, _) = await CapturedConsole.InsightAsync(folder.Path, arguments);
        return (exit, output);
    }
}
