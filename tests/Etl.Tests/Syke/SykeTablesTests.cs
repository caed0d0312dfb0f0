using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Sources.Syke;
using Insight.Etl.Staging;
using Insight.Etl.Tests.Staging;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Tests.Syke;

public sealed class SykeTablesTests() : StagedPayloadsTest(DataSets)
{
    private const string HeatingHeader = "\"year\",\"emission\",\"energy_use\",\"emission_factor\",\"final_use\",\"level5\",\"municipality\",\"emission_trade\",\"gas\"\n";
    private const string MileageHeader = "\"municipality\",\"place\",\"mode\",\"2017\",\"2018\"\n";

    private static readonly DataSet[] DataSets =
    [
        SourceDefinitions.DataSet("district-heating", Frequency.Annual, ["emissions", "energy"]),
        SourceDefinitions.DataSet("road-mileage", Frequency.Annual, ["mileage"]),
    ];

    private static readonly string Recorded = Path.Combine(AppContext.BaseDirectory, "Sources", "Syke", "recorded");

    [TestCase("KU016", 1.684, 25.868, TestName = "Asikkala, outside the emission trade only")]
    [TestCase("KU111", 7.415 + 21.776, 35.195 + 123.801, TestName = "Heinola, both rows")]
    [TestCase("KU098", 2.682 + 19.947, 12.633 + 90.355, TestName = "Hollola, both rows")]
    [TestCase("KU398", 25.216 + 219.946, 118.904 + 1016.262, TestName = "Lahti, both rows")]
    public void District_heating_of_2018_is_the_sum_of_the_rows_in_and_outside_the_emission_trade(string area, double emissions, double energy)
    {
        StageRecorded();
        Assert.That(Figure("district-heating", area, 2018, 0).Value, Is.EqualTo(emissions).Within(1e-9));
        Assert.That(Figure("district-heating", area, 2018, 1).Value, Is.EqualTo(energy).Within(1e-9));
    }

    [Test]
    public void Road_mileage_is_the_sum_over_all_places_and_modes_street_and_road_included()
    {
        StageRecorded();
        Assert.That(Figure("road-mileage", "KU016", 2018, 0).Value, Is.EqualTo(111.316), "without the rows 'street and road' it would be 109.543");
        Assert.That(Figure("road-mileage", "KU560", 2005, 0).Value, Is.GreaterThan(100));
        var table = Staging.Table("road-mileage");
        var country = Enumerable.Range(0, table.RowCount).Where(i => table.Periods[i] == Period.Year(2018)).Sum(i => table.MeasureColumn(0)[i].Value);
        Assert.That(country, Is.EqualTo(51921.058).Within(1e-6));
    }

    [Test]
    public void All_municipalities_and_years_arrive_and_nothing_is_refused()
    {
        StageRecorded();
        Assert.That(Staging.Quarantine.Rows, Is.Empty);
        Assert.That(Staging.Table("district-heating").Areas.Distinct().Count(), Is.EqualTo(308), "Kökar and Sottunga have no district heating");
        Assert.That(Staging.Table("road-mileage").Areas.Distinct().Count(), Is.EqualTo(310));
        Assert.That(Staging.Table("road-mileage").RowCount, Is.EqualTo(310 * 14));
        Assert.That(Staging.RowsRead, Is.EqualTo(5620 + 3410), "national rows are read too, but are no rows of ours");
        Assert.That(Staging.Tables.SelectMany(t => t.Areas), Has.All.StartsWith("KU"));
    }

    [Test]
    public void The_areas_are_those_of_the_division_that_the_source_declares()
    {
        StageRecorded();
        var day = new DateOnly(2020, 1, 1);
        var division = AreaDirectory.BuiltIn.Areas.Where(
            a => a.Level == AreaLevel.Municipality && (a.ValidFrom is null || a.ValidFrom <= day) && (a.ValidTo is null || a.ValidTo > day));
        Assert.That(Staging.Table("road-mileage").Areas.Distinct(), Is.EquivalentTo(division.Select(a => a.Id)));
    }

    [Test]
    public void The_bundled_source_lands_stages_and_passes_its_own_checks()
    {
        using var bundled = new BundledSource("syke");
        Assert.That(bundled.Report.Findings, Is.Empty, bundled.Report.ToString());
        Assert.That(bundled.Files.Select(f => (f.Name, f.Manifest.Licence, f.Manifest.Synthetic)), Is.EqualTo(new[]
        {
            ("emission_factors_of_energy_consumption.csv", "CC-BY-4.0", false), ("lipasto_mileage.csv", "CC-BY-4.0", false),
        }));
        Assert.That(bundled.Staging.Tables.Sum(t => t.RowCount), Is.EqualTo(bundled.Staging.Table("district-heating").RowCount + (310 * 14)));
    }

    [Test]
    public void A_part_that_is_not_available_makes_the_sum_missing_and_a_part_that_is_not_there_does_not()
    {
        Stage(HeatingHeader
            + "2018,NA,12.5,NA,\"district heating\",NA,\"Hollola\",\"Ei\",\"CO2e\"\n"
            + "2018,20,90,NA,\"district heating\",NA,\"Hollola\",\"On\",\"CO2e\"\n"
            + "2018,1.5,9,NA,\"district heating\",NA,\"Asikkala\",\"Ei\",\"CO2e\"\n");
        Assert.That(Figure("district-heating", "KU098", 2018, 0), Is.EqualTo(Measured.Missing(ObservationStatus.NotAvailable)));
        Assert.That(Figure("district-heating", "KU098", 2018, 1), Is.EqualTo(Measured.Of(102.5)));
        Assert.That(Figure("district-heating", "KU016", 2018, 0), Is.EqualTo(Measured.Of(1.5)));
    }

    [Test]
    public void National_rows_and_other_final_uses_are_not_read()
    {
        Stage(HeatingHeader
            + "2018,2040.176,7670.302,0.26,\"oil heating\",NA,NA,NA,\"CO2e\"\n"
            + "2018,9999,9999,1,\"district heating\",NA,NA,NA,\"CO2e\"\n"
            + "NA,171.917,24595.863,0.006,\"consumer electricity\",\"Maatalous\",NA,NA,\"CO2e\"\n");
        Assert.That(Staging.Table("district-heating").RowCount, Is.Zero);
        Assert.That(Staging.Ignored.Values, Is.EqualTo(new[] { 3L }), "left out on purpose, and counted");
        Assert.That(Staging.Findings.Single().ToString(), Does.StartWith("stop: ").And.Contain("heating.csv has no row of district heating in a municipality"), "the word may have been renamed");
        Assert.That(Staging.Quarantine.Rows, Is.Empty);
    }

    [Test]
    public void A_name_that_no_municipality_has_goes_to_quarantine_unless_the_settings_know_it()
    {
        const string row = "2018,1.5,9,NA,\"district heating\",NA,\"Asikkalan kunta\",\"Ei\",\"CO2e\"\n";
        Stage(HeatingHeader + row);
        Assert.That(Staging.Quarantine.Rows.Single(), Is.EqualTo(Staging.Quarantine.Rows[0] with
        {
            File = "heating.csv", Line = 2, Column = "municipality", Value = "Asikkalan kunta", Reason = "no municipality has this name",
            Remedy = "correct the name, or map it to an area id under area_names: in source.yml",
        }));

        Staging = new StagingArea(AreaDirectory.BuiltIn, DataSets);
        Stage(HeatingHeader + row, settings: "area_names: {Asikkalan kunta: KU016}");
        Assert.That(Figure("district-heating", "KU016", 2018, 0).Value, Is.EqualTo(1.5));
    }

    [TestCase("2018,12x,9,NA,\"district heating\",NA,\"Asikkala\",\"Ei\",\"CO2e\"", "emission", "not a number (decimal point expected, as in 1234.5)")]
    [TestCase("2018,1.5,9,NA,\"district heating\",NA,\"Asikkala\",NA,\"CO2e\"", "emission_trade", "neither On (emission trade) nor Ei")]
    [TestCase("2018,1.5,9,NA,\"district heating\",NA,\"Asikkala\",\"Ei\",\"CH4\"", "gas", "only CO2e, the sum of all greenhouse gases, is read")]
    [TestCase("18,1.5,9,NA,\"district heating\",NA,\"Asikkala\",\"Ei\",\"CO2e\"", "year", "not a year between 1900 and 2099")]
    public void A_bad_row_is_quarantined_and_never_leaves_a_partial_sum(string row, string column, string reason)
    {
        Stage(HeatingHeader + "2018,20,90,NA,\"district heating\",NA,\"Asikkala\",\"On\",\"CO2e\"\n" + row + "\n");
        Assert.That(Staging.Quarantine.Rows.Select(r => (r.Line, r.Column, r.Reason)), Is.EqualTo(new[] { (3L, column, reason) }));
        var expected = column == "year" ? Measured.Of(20) : Measured.Missing(ObservationStatus.Unknown);
        Assert.That(Figure("district-heating", "KU016", 2018, 0), Is.EqualTo(expected));
    }

    [Test]
    public void A_row_that_stands_twice_leaves_no_sum()
    {
        Stage(HeatingHeader + string.Concat(Enumerable.Repeat("2018,20,90,NA,\"district heating\",NA,\"Asikkala\",\"On\",\"CO2e\"\n", 2)));
        Assert.That(Staging.Quarantine.Rows.Single().Reason, Is.EqualTo("Asikkala has a second row 'On' for 2018"));
        Assert.That(Figure("district-heating", "KU016", 2018, 1), Is.EqualTo(Measured.Missing(ObservationStatus.Unknown)));
    }

    [Test]
    public void A_missing_column_stops_the_file() =>
        Assert.That(() => Stage("\"year\",\"emission\",\"final_use\",\"municipality\",\"gas\"\n"),
            Throws.TypeOf<PayloadException>().With.Message.StartsWith("heating.csv:1: column 'energy_use', 'emission_trade' is missing; the file (utf-8) has 'year', 'emission',"));

    [Test]
    public void Mileage_that_would_be_counted_twice_or_in_part_is_refused()
    {
        Stage(HeatingHeader, MileageHeader
            + "\"Asikkala\",\"street\",\"van\",1,2\n\"Asikkala\",\"road\",\"van\",3,NA\n\"Asikkala\",\"street and road\",\"moped\",0.5,0.25\n"
            + "\"Heinola\",\"street\",\"van\",1,2\n\"Heinola\",\"road\",\"van\",3,4\n\"Heinola\",\"street and road\",\"moped\",0.5,0.5\n"
            + "\"Hollola\",\"street\",\"van\",1,2\n\"Hollola\",\"street and road\",\"moped\",0.5,0.5\n"
            + "\"Lahti\",\"street\",\"van\",1,2\n\"Lahti\",\"road\",\"van\",3,4\n\"Lahti\",\"street and road\",\"moped\",0.5,0.5\n\"Lahti\",\"street and road\",\"van\",4,6\n"
            + "\"Orimattila\",\"lane\",\"van\",1,2\n");
        Assert.That(Figure("road-mileage", "KU016", 2017, 0), Is.EqualTo(Measured.Of(4.5)));
        Assert.That(Figure("road-mileage", "KU016", 2018, 0), Is.EqualTo(Measured.Missing(ObservationStatus.NotAvailable)));
        Assert.That(Figure("road-mileage", "KU111", 2018, 0), Is.EqualTo(Measured.Of(6.5)));
        foreach (var area in new[] { "KU098", "KU398", "KU560" })
        {
            Assert.That(Figure("road-mileage", area, 2018, 0).Status, Is.EqualTo(ObservationStatus.Unknown), area);
        }

        Assert.That(Staging.Quarantine.Rows.Select(r => (r.Line, r.Value)), Is.EqualTo(new[]
        {
            (13L, "street and road"), (14L, "lane"), (8L, "Hollola"), (14L, "Orimattila"),
        }));
        Assert.That(Staging.Quarantine.Rows[2].Reason, Is.EqualTo("no row for van (road), which most municipalities have"));
    }

    [Test]
    public void Mileage_without_a_column_of_a_year_stops_the_file() =>
        Assert.That(() => Stage(HeatingHeader, "\"municipality\",\"place\",\"mode\",\"total\"\n"),
            Throws.TypeOf<PayloadException>().With.Message.EqualTo("mileage.csv:1: no column is a year such as 2018; the file has municipality, place, mode, total."));

    private void StageRecorded()
    {
        var source = SourceDefinitions.Of(
            "syke-tables", DataSets, "{district_heating: {file: emission_factors_of_energy_consumption.csv}, road_mileage: {file: lipasto_mileage.csv}}");
        new SykeTables().Stage(source, [.. Directory.GetFiles(Recorded, "*.csv").Order().Select(Payloads.AddFile)], Staging, CancellationToken.None);
    }

    private void Stage(string heating, string mileage = MileageHeader, string settings = "area_names: {}")
    {
        var source = SourceDefinitions.Of(
            "syke-tables", DataSets, settings + "\ndistrict_heating: {file: heating.csv}\nroad_mileage: {file: mileage.csv}");
        new SykeTables().Stage(source, [Payloads.Add("heating.csv", heating), Payloads.Add("mileage.csv", mileage)], Staging, CancellationToken.None);
    }

    private Measured Figure(string dataSet, string area, int year, int measure)
    {
        var table = Staging.Table(dataSet);
        var row = Enumerable.Range(0, table.RowCount).Single(i => table.Areas[i] == area && table.Periods[i] == Period.Year(year));
        return table.MeasureColumn(measure)[row];
    }
}
