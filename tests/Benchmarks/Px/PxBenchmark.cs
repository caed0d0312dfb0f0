using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Insight.Benchmarks.Scale;
using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Sources.Cubes;
using Insight.Etl.Staging;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;
using YamlDotNet.RepresentationModel;

namespace Insight.Benchmarks.Px;

/// <summary>
/// A PX file of 1.2 MB parsed and staged, in turn with reading the same bytes line by line as UTF-8: medians, and the median of the pairs' ratios. Target: less than .3 s on 2 cores.
/// </summary>
internal static class PxBenchmark
{
    private const int Rounds = 31;
    private const int Warming = 5;

    /// <summary>With 310 municipalities, 3 sexes and 128 months of two contents about 1.2 MB.</summary>
    private const int Months = 128;

    private const string Settings = """
        tables:
          - name: t
            url: t.px
            dataset: t
            format: px
            measures: {unemployed: TYOTTOMAT, vacancies: AVPAIKAT}
            breakdowns: {sex: {variable: sukupuoli, members: {SSS: total, "1": male, "2": female}}}
            symbols: {"...": confidential, "..": not-available}
        """;

    public static int Run(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("insight-px-");
        var file = Land(folder.FullName, PxText());
        var (px, lines, cold) = (new List<double>(), new List<double>(), Measure(() => Stage(file)));
        var used = new List<double>();
        var rows = 0;
        for (var round = 0; round < Warming + Rounds; round++)
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            var staged = Measure(() => rows = Stage(file));
            used.Add((Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
            var scanned = Measure(() => Scan(file));
            if (round >= Warming)
            {
                px.Add(staged);
                lines.Add(scanned);
            }
        }

        folder.Delete(recursive: true);
        var report = new Report(string.Create(CultureInfo.InvariantCulture, $"PX benchmark: {file.Manifest.Size / 1e6:0.00} MB, {rows:N0} rows, {rows * 2:N0} figures"));
        report.Add("parsed and staged, s (median)", Report.Median(px), "< 0.3");
        report.Add("… slowest round, s", px.Max(), "< 0.3");
        report.Add("… processor time of all threads, s (median)", Report.Median(used), "–");
        report.Add("… first time in a new process, s", cold, "–");
        report.Add("the same bytes read line by line as UTF-8, s (median)", Report.Median(lines), "–");
        report.Add("… parsed and staged ÷ read line by line (median of pairs)", Report.Median([.. px.Zip(lines, (a, b) => a / b)]), "–");
        report.Add("figures parsed and staged a second, millions", rows * 2 / Report.Median(px) / 1e6, "–");
        Console.WriteLine(report);
        return px.Max() < 0.3 ? 0 : 1;
    }

    private static double Measure(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static int Stage(LandedFile file)
    {
        var source = Source();
        var staging = new StagingArea(AreaDirectory.BuiltIn, source.DataSets);
        new CubeConnector().Stage(source, [file], staging, default);
        return staging.Quarantine.Rows.Count == 0 ? staging.Table("t").RowCount : throw new InvalidOperationException(staging.Quarantine.Rows[0].ToString());
    }

    private static long Scan(LandedFile file)
    {
        using var reader = new StreamReader(file.Path, Encoding.UTF8);
        var length = 0L;
        while (reader.ReadLine() is { } line)
        {
            length += line.Length;
        }

        return length;
    }

    private static SourceDefinition Source()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Settings));
        var dataSet = new DataSet(
            "t", "bench", Frequency.Monthly, new Division(new DateOnly(2020, 1, 1)), [new Breakdown("sex", "total")], [new Measure("unemployed", "persons", true), new Measure("vacancies", "vacancies", true)], true);
        return new SourceDefinition(
            "bench", Path.GetTempPath(), new Dictionary<string, string>(), "Nobody", "CC0-1.0", null, true, "statistical-table", "https://producer.invalid/", "recorded", null, null,
            new RequestLimits(), [dataSet], new SettingsNode(yaml.Documents[0].RootNode, "source.yml", "settings"));
    }

    private static LandedFile Land(string folder, string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var bytes = Encoding.GetEncoding("iso-8859-15").GetBytes(text);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var path = Path.Combine(folder, sha256);
        File.WriteAllBytes(path, bytes);
        return new LandedFile(path, new LandingManifest(
            "bench", "t.px", "https://producer.invalid/t.px", "GET", null, "recorded", DateTimeOffset.UnixEpoch, sha256, bytes.Length, null, null, "Nobody", "CC0-1.0", true));
    }

    /// <summary>An invented table in the shape of Statistics Finland's files; one cell in forty is a symbol.</summary>
    private static string PxText()
    {
        var areas = AreaDirectory.BuiltIn.Areas.Where(a => a.Level == AreaLevel.Municipality).Take(310).ToList();
        var months = Enumerable.Range(0, Months).Select(Period.Month(2015, 1).Plus).ToList();
        var text = new StringBuilder("CHARSET=\"ANSI\";\nAXIS-VERSION=\"2013\";\nCODEPAGE=\"iso-8859-15\";\nLANGUAGE=\"fi\";\nTITLE=\"Keksitty taulukko\";\nSTUB=\"Alue\",\"Sukupuoli\";\nHEADING=\"Kuukausi\",\"Tiedot\";\nCONTVARIABLE=\"Tiedot\";\n");
        text.Append(CultureInfo.InvariantCulture, $"VALUES(\"Alue\")={Quoted(areas.Select(a => a.Id + " ä"))};\nCODES(\"Alue\")={Quoted(areas.Select(a => a.Id))};\n");
        text.Append("VARIABLECODE(\"Sukupuoli\")=\"sukupuoli_9_20180101\";\nVALUES(\"Sukupuoli\")=\"Yhteensä\",\"Miehet\",\"Naiset\";\nCODES(\"Sukupuoli\")=\"SSS\",\"1\",\"2\";\n");
        text.Append(CultureInfo.InvariantCulture, $"VALUES(\"Kuukausi\")={Quoted(months.Select(m => m.ToString()))};\nTIMEVAL(\"Kuukausi\")=TLIST(M1),{Quoted(months.Select(m => m.ToString().Replace("-", "", StringComparison.Ordinal)))};\n");
        text.Append("VALUES(\"Tiedot\")=\"Työttömät\",\"Avoimet paikat\";\nCODES(\"Tiedot\")=\"TYOTTOMAT\",\"AVPAIKAT\";\nDATA=\n");
        for (var row = 0; row < areas.Count * 3; row++)
        {
            for (var cell = 0; cell < Months * 2; cell++)
            {
                var figure = (row * 7919 + cell * 104729) % 99991;
                text.Append(figure % 40 == 0 ? "\"...\"" : (figure % 10000).ToString(CultureInfo.InvariantCulture)).Append(' ');
            }

            text.Append('\n');
        }

        return text.Append(";\n").ToString();
    }

    private static string Quoted(IEnumerable<string> texts) => string.Join(',', texts.Select(text => $"\"{text}\""));
}
