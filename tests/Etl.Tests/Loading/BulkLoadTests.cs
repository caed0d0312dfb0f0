using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Loading;
using Insight.Etl.Staging;
using Insight.Etl.Tests.Staging;
using Insight.Warehouse.Areas;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Tests.Loading;

/// <summary>Large files that the database reads by itself: what is wrong in them goes to quarantine all the same.</summary>
[TestFixture]
internal sealed class BulkLoadTests
{
    private const string Header = "area,period,sex,population,population_status\n";

    private static readonly DataSet Population = SourceDefinitions.DataSet("residents", Frequency.Annual, ["population"], "sex");

    private StagingArea staging = null!;
    private PayloadFolder payloads = null!;
    private DuckDBConnection warehouse = null!;

    [SetUp]
    public void Open()
    {
        payloads = new PayloadFolder();
        staging = new StagingArea(AreaDirectory.BuiltIn, [Population]);
        warehouse = new DuckDBConnection("Data Source=:memory:");
        warehouse.Open();
        Execute(FactTables.CreateStaging(Population, "staged"));
    }

    [TearDown]
    public void Close()
    {
        warehouse.Dispose();
        payloads.Dispose();
    }

    [Test]
    public void Good_rows_are_staged_with_their_load_and_missing_figures_get_a_reason()
    {
        Load(Header + "KU016,2024,total,8000,\nKU111,2024,total,,confidential\nKU560,2024,total,,\n\"KU098\",2024,\"total\",23000,provisional\n");
        Assert.That(Staged(), Is.EqualTo(new[] { "KU016 2024 total 8000 - 7", "KU098 2024 total 23000 provisional 7", "KU111 2024 total - confidential 7", "KU560 2024 total - unknown 7" }));
        Assert.That(staging.Quarantine.Rows, Is.Empty);
    }

    [TestCase("KU999,2024,total,5,", "area", "KU999", "is not an area")]
    [TestCase(",2024,total,5,", "area", "", "is not an area")]
    [TestCase("KU016,2024-05,total,5,", "period", "2024-05", "is not a period by year")]
    [TestCase("KU016,24,total,5,", "period", "24", "is not a period")]
    [TestCase("KU016,2024,,5,", "sex", "", "is empty")]
    [TestCase("KU016,2024,total,nan,", "population", "nan", "is not a finite number")]
    [TestCase("KU016,2024,total,5,confidential", "population_status", "confidential", "does not fit the figure")]
    [TestCase("KU016,2024,total,,provisional", "population_status", "provisional", "does not fit the figure")]
    [TestCase("KU016,2024,total,,because", "population_status", "because", "does not fit the figure")]
    public void A_row_with_a_bad_cell_is_refused_with_its_line_and_value_and_the_others_kept(string row, string column, string value, string reason)
    {
        Load(Header + "KU111,2024,total,18000,\n" + row + "\n");
        var refused = staging.Quarantine.Rows.Single();
        Assert.Multiple(() =>
        {
            Assert.That((refused.File, refused.Line, refused.Column, refused.Value), Is.EqualTo(("residents.csv", 3L, column, value)));
            Assert.That(refused.Reason, Does.Contain(reason).And.Contain("(1 row)"));
            Assert.That(refused.Remedy, Does.StartWith("Mend the file"));
            Assert.That(Staged(), Is.EqualTo(new[] { "KU111 2024 total 18000 - 7" }));
        });
    }

    [TestCase("KU016,2024,total,eight thousand,")]
    [TestCase("KU016,2024,total,\"8000,5\",")]
    [TestCase("KU016,2024,total")]
    [TestCase("KU016,2024,total,8000,,more")]
    public void A_line_that_does_not_parse_is_refused_whole(string line)
    {
        Load(Header + "KU111,2024,total,18000,\n" + line + "\nKU560,2024,total,15000,\n");
        Assert.That(Staged(), Has.Count.EqualTo(2));
        var refused = staging.Quarantine.Rows.Single();
        Assert.That(refused.Line, Is.EqualTo(3));
        Assert.That(refused.Value, Does.Contain("KU016"));
    }

    [Test]
    public void Rows_of_one_unknown_area_are_told_once_with_their_number()
    {
        Load(Header + string.Concat(Enumerable.Range(2001, 20).Select(year => $"KU999,{year},total,1,\n")) + "KU016,2024,total,1,\n");
        Assert.That(staging.Quarantine.Rows.Single().Reason, Does.Contain("(20 rows)"));
        Assert.That(staging.Quarantine.Rows.Single().Line, Is.EqualTo(2));
        Assert.That(Staged(), Has.Count.EqualTo(1));
    }

    [Test]
    public void A_file_of_which_nearly_nothing_parses_is_not_loaded() => Assert.That(
        () => Load(Header + string.Concat(Enumerable.Range(0, 10_001).Select(i => $"KU016,2024,total,number {i},\n"))),
        Throws.TypeOf<PayloadException>().With.Message.Contains("the first is line 2").And.Message.Contains("Nothing was loaded"));

    [TestCase("area,period,population\nKU016,2024,1\n", "no column sex")]
    [TestCase("area,period,sex,population,age\nKU016,2024,total,1,5\n", "unknown column age")]
    [TestCase("", "no column area, period, sex, population")]
    public void A_header_of_other_columns_is_not_loaded(string text, string message) => Assert.That(
        () => Load(text), Throws.TypeOf<PayloadException>().With.Message.Contains("'residents.csv' line 1").And.Message.Contains(message));

    private void Load(string text)
    {
        var bulk = BulkCsv.Open(Population, payloads.Add("residents.csv", text), ',');
        new BulkLoad(warehouse, staging).Append(bulk, "staged", 7);
    }

    private List<string> Staged()
    {
        using var command = warehouse.CreateCommand();
        command.CommandText = "SELECT area || ' ' || period || ' ' || sex || ' ' || coalesce(CAST(CAST(population AS INTEGER) AS VARCHAR), '-') || ' ' || coalesce(population_status, '-') || ' ' || load FROM staged ORDER BY area";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        }

        return rows;
    }

    private void Execute(string sql)
    {
        using var command = warehouse.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
