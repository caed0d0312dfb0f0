using System.Security.Cryptography;
using System.Text;
using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Sources.StaffAbsence.Synthetic;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;
using Insight.Etl.Tests.Landing;
using Insight.Etl.Tests.Staging;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Tests.StaffAbsence;

public sealed class StaffAbsenceGeneratorTests
{
    private BundledSource bundled = null!;

    [OneTimeSetUp]
    public void Load() => bundled = new BundledSource("staff-absence", StaffAbsenceGenerator.Write);

    [OneTimeTearDown]
    public void Close() => bundled.Dispose();

    [Test]
    public void The_invented_exports_pass_landing_staging_and_all_checks()
    {
        Assert.That(bundled.Report.Findings, Is.Empty, bundled.Report.ToString());
        Assert.That(bundled.Staging.Quarantine.Rows, Is.Empty);
        Assert.That(bundled.Files, Has.Count.EqualTo(12).And.All.Matches<LandedFile>(f => f.Manifest is { Synthetic: true, Origin: "synthetic" }));
        Assert.That(AllStaff("staff-monthly").Count(), Is.EqualTo(4 * 11 * 12));
        Assert.That(AllStaff("staff-annual").Count(), Is.EqualTo(4 * 11));
    }

    [TestCase("employments_016.csv", "e26101d532795dcd0cd35c846154f856c2f6b07dacc884f50aefc427494178e7")]
    [TestCase("absences_016.csv", "7e633ccfd6e94813708f2d1dbeb164468d43671b98d0136f63249d6987173e55")]
    [TestCase("absences_098.csv", "94f16c201aafbc61dc6863713874eb134933d37332ed8504f261ce02bc3fe343")]
    [TestCase("absences_111.csv", "c27fa70d221b5dcc4628cde58c1d26218e9445995d6fd781b487ed446c261f93")]
    [TestCase("absences_560.csv", "c438e5f740f9ad03a3c2ccc393521fc0bca0ae24db7d0deedf7a858f2d74a270")]
    public void The_bytes_are_the_same_on_every_machine(string name, string sha256) => Assert.That(Convert.ToHexStringLower(SHA256.HashData(Bytes(name))), Is.EqualTo(sha256));

    [TestCase("016", "windows-1252", false)]
    [TestCase("098", "utf-8", true)]
    [TestCase("111", "iso-8859-15", false)]
    [TestCase("560", "utf-8", false)]
    public void Every_municipality_writes_in_its_own_way_and_is_recognised(string code, string encoding, bool mark)
    {
        var found = TextEncoding.Detect(new MemoryStream(Bytes($"absences_{code}.csv")), "absences.csv");
        Assert.That((found.Name, found.HasByteOrderMark), Is.EqualTo((encoding, mark)));
    }

    [Test]
    public void The_levels_are_those_of_finnish_municipalities()
    {
        var monthly = bundled.Staging.Table("staff-monthly");
        var annual = bundled.Staging.Table("staff-annual");
        var perPersonYear = Sum(monthly, 0) / Sum(monthly, 2);
        Assert.That(perPersonYear, Is.InRange(13.5, 17.5), "Keva: 14.7 days a person-year in 2021, 16.5 in 2022, 15.5 in 2023");
        Assert.That(Sum(annual, 2) / Sum(annual, 1), Is.InRange(0.185, 0.235), "Keva 2023: 20.9 % without absence");
        Assert.That(Sum(annual, 3) / Sum(annual, 1), Is.InRange(0.12, 0.16), "Keva 2022: about 14 % with 30 days or more");
        foreach (var area in monthly.Areas.Distinct())
        {
            var personYears = AllStaff("staff-monthly").Where(i => monthly.Areas[i] == area && monthly.Periods[i].CalendarYear == 2025).Sum(i => monthly.MeasureColumn(2)[i].Value);
            Assert.That(personYears, Is.InRange(150, 600), area);
        }
    }

    [Test]
    public void The_reforms_show_in_the_figures_of_the_time_and_not_in_those_of_todays_tasks()
    {
        foreach (var (area, before, after) in new[] { ("KU016", 2016, 2017), ("KU098", 2016, 2017), ("KU560", 2016, 2017), ("KU111", 2022, 2023) })
        {
            Assert.That(PersonYears(area, after, "as-was") / PersonYears(area, before, "as-was"), Is.LessThan(0.85), $"{area}: the care staff left");
            Assert.That(PersonYears(area, after, "like-for-like") / PersonYears(area, before, "like-for-like"), Is.InRange(0.97, 1.03), area);
            Assert.That(DaysAPersonYear(area, before, "as-was"), Is.GreaterThan(DaysAPersonYear(area, before, "like-for-like")), "care staff were away most");
        }

        Assert.That(PersonYears("KU098", 2025, "as-was") - PersonYears("KU098", 2025, "like-for-like"), Is.InRange(50, 75), "employment services came to Hollola");
    }

    [Test]
    public void Sectors_of_a_few_persons_are_withheld_with_the_next_smallest()
    {
        var (table, month) = (bundled.Staging.Table("staff-monthly"), Period.Month(2025, 3));
        var sectors = Enumerable.Range(0, table.RowCount).Where(i => table.Areas[i] == "KU016" && table.Periods[i] == month && table.BreakdownColumn(0)[i] == "like-for-like")
            .Where(i => table.BreakdownColumn(1)[i] != "total").ToDictionary(i => table.BreakdownColumn(1)[i], i => table.MeasureColumn(0)[i]);
        Assert.That(sectors["business-development"], Is.EqualTo(Measured.Missing(ObservationStatus.Suppressed)), "four persons");
        Assert.That(sectors["culture-and-youth"], Is.EqualTo(Measured.Missing(ObservationStatus.SuppressedSecondary)), "else the total would tell the four");
        Assert.That(sectors.Count(s => s.Value.Value is null), Is.EqualTo(2));
        Assert.That(bundled.Staging.Figure("staff-monthly", "persons", "KU560", "2025-03", "like-for-like", "business-development", "total", "total", "total")!.Value.Value, Is.InRange(5, 9),
            "small, but not withheld at the gate: what editions for others have to look at");
    }

    [Test]
    public void The_exports_hold_what_makes_real_ones_hard()
    {
        var asikkala = Text("absences_016.csv", "windows-1252");
        var heinola = Text("absences_111.csv", "iso-8859-15");
        Assert.That(asikkala, Does.Contain("\r\n00160007;1;"), "leading zeros");
        Assert.That(asikkala, Does.Match(";-[1-3];"), "corrections with negative days");
        Assert.That(asikkala, Does.Match("\u00A0\\d{3},\\d\\d\r\n"), "thousands parted by a no-break space");
        Assert.That(heinola, Does.Match("'\\d{3},\\d\\d\n"), "thousands parted by an apostrophe");
        Assert.That(heinola, Does.Match(";1\\.\\d+\\.2023;31\\.\\d+\\.2023;31;"), "a long absence has a row a month");
        Assert.That(Text("employments_560.csv", "utf-8"), Does.StartWith("HENKNRO;PALVNRO;ALKAA;PÄÄTTYY;"), "names of columns of its own");
        Assert.That(
            Text("employments_098.csv", "utf-8"), Does.Match(";2;20\\d\\d-\\d\\d-\\d\\d;20\\d\\d-\\d\\d-\\d\\d;ST;"), "second service relations");
    }

    [Test]
    public void A_file_of_another_municipality_is_not_invented() =>
        Assert.That(() => StaffAbsenceGenerator.Write(bundled.Definition, new PayloadRequest("absences_398.csv", ""), Stream.Null),
            Throws.TypeOf<PayloadException>().With.Message.StartsWith("'absences_398.csv': no staff is invented for it, only for 016, 098, 111, 560;"));

    [Test]
    public void Nothing_but_sums_and_counts_of_municipalities_leaves_staging()
    {
        Assert.That(bundled.Staging.Tables.SelectMany(t => t.Areas).Distinct(), Is.EquivalentTo(new[] { "KU016", "KU098", "KU111", "KU560" }));
        Assert.That(bundled.Staging.Tables.Select(CrossedRows), Is.All.Zero, "a cell is of one breakdown only");
        Assert.That(bundled.Staging.Table("staff-annual").Periods.Distinct(), Is.EquivalentTo(Enumerable.Range(2015, 11).Select(Period.Year)));
    }

    private static int CrossedRows(StagedTable table) => Enumerable.Range(0, table.RowCount).Count(
        i => Enumerable.Range(1, table.DataSet.Breakdowns.Count - 1).Count(b => table.BreakdownColumn(b)[i] != "total") > 1);

    private double Sum(StagedTable table, int measure) => AllStaff(table.DataSet.Id).Sum(i => table.MeasureColumn(measure)[i].Value!.Value);

    private double PersonYears(string area, int year, string scope) => Of(area, year, scope, 2);

    private double DaysAPersonYear(string area, int year, string scope) => Of(area, year, scope, 0) / PersonYears(area, year, scope);

    private double Of(string area, int year, string scope, int measure)
    {
        var table = bundled.Staging.Table("staff-monthly");
        return AllStaff("staff-monthly", scope).Where(i => table.Areas[i] == area && table.Periods[i].CalendarYear == year).Sum(i => table.MeasureColumn(measure)[i].Value!.Value);
    }

    private IEnumerable<int> AllStaff(string dataSet, string scope = "like-for-like")
    {
        var table = bundled.Staging.Table(dataSet);
        return Enumerable.Range(0, table.RowCount).Where(
            i => table.BreakdownColumn(0)[i] == scope && Enumerable.Range(1, table.DataSet.Breakdowns.Count - 1).All(b => table.BreakdownColumn(b)[i] == "total"));
    }

    private byte[] Bytes(string name)
    {
        using var bytes = new MemoryStream();
        StaffAbsenceGenerator.Write(bundled.Definition, new PayloadRequest(name, name), bytes);
        return bytes.ToArray();
    }

    private string Text(string name, string encoding) => Encoding.GetEncoding(encoding).GetString(Bytes(name)).TrimStart('\uFEFF');
}
