using System.Security.Cryptography;
using System.Text;
using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Sources.StaffAbsence.Synthetic;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;
using Insight.Etl.Tests.Staging;
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
        Assert.That(bundled.Files, Has.Count.EqualTo(8).And.All.Matches<LandedFile>(f => f.Manifest is { Synthetic: true, Origin: "synthetic" }));
        Assert.That(bundled.Staging.Table("staff-absence-monthly").RowCount, Is.EqualTo(4 * 48));
        Assert.That(bundled.Staging.Table("staff-absence-annual").RowCount, Is.EqualTo(4 * 4));
    }

    [TestCase("employments_016.csv", "a79beb70b3984d31c4611d895de87262255f6b43f5e1bbb8a58a14407ab15f39")]
    [TestCase("absences_016.csv", "b92c6faae6586a9da28a4cf046774378a2249d55fbb265d113f221b13405e3ec")]
    [TestCase("absences_098.csv", "32068ef477ffee79ca53a6b8edc872b002437a68efb655cad63426bcd52adcbf")]
    [TestCase("absences_111.csv", "c8e97b8e7cf9b9cc85d8280f5dc93bf8b9b162c259ca929e6be101f155c74bf2")]
    [TestCase("absences_560.csv", "dfd0e97f30452e25d9538f11281937aaeeccadcc7f58787c5865303a06fd3291")]
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
        var monthly = bundled.Staging.Table("staff-absence-monthly");
        var annual = bundled.Staging.Table("staff-absence-annual");
        var perPersonYear = Sum(monthly, 0) / Sum(monthly, 2);
        Assert.That(perPersonYear, Is.InRange(13.5, 17.5), "Keva: 14.7 days a person-year in 2021, 16.5 in 2022, 15.5 in 2023");
        Assert.That(Sum(annual, 1) / Sum(annual, 0), Is.InRange(0.185, 0.235), "Keva 2023: 20.9 % without absence");
        Assert.That(Sum(annual, 2) / Sum(annual, 0), Is.InRange(0.12, 0.16), "Keva 2022: about 14 % with 30 days or more");
        foreach (var area in monthly.Areas.Distinct())
        {
            var personYears = Enumerable.Range(0, monthly.RowCount).Where(i => monthly.Areas[i] == area && monthly.Periods[i].CalendarYear == 2025).Sum(i => monthly.MeasureColumn(2)[i].Value);
            Assert.That(personYears, Is.InRange(200, 1000), area);
        }
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
        Assert.That(bundled.Staging.Tables, Has.All.Matches<StagedTable>(t => t.DataSet.Breakdowns.Count == 0));
        Assert.That(bundled.Staging.Table("staff-absence-annual").Periods.Distinct(), Is.EquivalentTo(Enumerable.Range(2022, 4).Select(Period.Year)));
    }

    private static double Sum(StagedTable table, int measure) => table.MeasureColumn(measure).Sum(figure => figure.Value!.Value);

    private byte[] Bytes(string name)
    {
        using var bytes = new MemoryStream();
        StaffAbsenceGenerator.Write(bundled.Definition, new PayloadRequest(name, name), bytes);
        return bytes.ToArray();
    }

    private string Text(string name, string encoding) => Encoding.GetEncoding(encoding).GetString(Bytes(name)).TrimStart('\uFEFF');
}
