using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Sources.SykeMunicipalEmissions;
using Insight.Etl.Staging;
using Insight.Etl.Tests.Staging;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Tests.Syke;

public sealed class MunicipalEmissionsTests() : StagedPayloadsTest(EmissionDataSets.All)
{
    private const string Header = "vuosi;taso_3;taso_4;taso_5;kt;kt_tuuli;GWh;hinku_laskenta;päästökauppa\n";

    private const string Settings = """
        municipalities: asukasluvut_2025.csv
        file: Tulokset_taso_5/kunta_{n}.csv
        sectors:
          Kau: {name: Kaukolämpö, level_1: Energia}
          Säh: {name: Sähkölämmitys, level_1: Energia}
          Tie: {name: Tieliikenne, level_1: Energia}
          Maa: {name: Maatalous, level_1: Maatalous}
          F-k: {name: F-kaasut, level_1: Teollisuusprosessit}
          Tuu: {name: Päästöhyvitykset, level_1: Kompensaatiot}
        """;

    [Test]
    public void Rows_that_count_by_the_hinku_rule_are_summed_by_sector_and_the_file_name_says_the_municipality()
    {
        Stage(Header
            + "2023;Kau;Kau;Asu;1,5;1,5;10,25;true;true\n"
            + "2023;Kau;Kau;Asu;0,5;0,5;2;true;false\n"
            + "2023;Kau;Kau;Teo;9,9;9,9;99;false;false\n"
            + "2023;Säh;Säh;Asu;0,25;0,25;1;TRUE;1\n");
        Assert.That(Staging.Quarantine.Rows, Is.Empty);
        Assert.That(Row("kau"), Is.EqualTo((Measured.Of(2), Measured.Of(2), Measured.Of(12.25))));
        Assert.That(Row("sah"), Is.EqualTo((Measured.Of(0.25), Measured.Of(0.25), Measured.Of(1))));
        Assert.That(Staging.Table("municipal-emissions").Areas, Is.All.EqualTo("KU016"));
    }

    [TestCase("true", "false")]
    [TestCase("TRUE", "FALSE")]
    [TestCase("1", "0")]
    [TestCase("Kyllä", "Ei")]
    [TestCase("On", "Ei")]
    public void The_hinku_flag_is_read_in_every_spelling(string yes, string no)
    {
        Stage(Header + $"2023;Tie;Ti;Hen;12,345678;12,345678;48,1;{yes};{no}\n2023;Tie;Läp;Läp;7;7;7;{no};{no}\n");
        Assert.That(Row("tie").Emissions, Is.EqualTo(Measured.Of(12.345678)));
    }

    [Test]
    public void Compensations_count_with_compensations_only()
    {
        Stage(Header + "2023;Tuu;Tuu;Tuu;-4,5;-4,5;NA;true;false\n");
        Assert.That(Row("tuu"), Is.EqualTo((Measured.Of(0), Measured.Of(-4.5), Measured.Of(0))));
        Assert.That(EffortSharing("tuu"), Is.EqualTo(Measured.Of(0)), "a deduction is no emission");
    }

    [Test]
    public void The_effort_sharing_sector_is_what_lies_outside_emission_trade_by_the_hinku_rule_or_not()
    {
        Stage(Header
            + "2023;Tie;Ti;Hen;12,5;12,5;48;true;false\n"
            + "2023;Tie;Läp;Läp;7,25;7,25;7;false;false\n"
            + "2023;Kau;Kau;Asu;3;3;5;true;true\n"
            + "2023;Kau;Kau;Teo;4;4;5;false;true\n");
        Assert.That((Row("tie").Emissions, EffortSharing("tie")), Is.EqualTo((Measured.Of(12.5), Measured.Of(19.75))));
        Assert.That((Row("kau").Emissions, EffortSharing("kau")), Is.EqualTo((Measured.Of(3), Measured.Of(0))));
        Assert.That(Staging.Ignored, Is.EqualTo(new Dictionary<string, long> { ["counts neither by the Hinku rule nor in the effort-sharing sector"] = 1 }));
    }

    [Test]
    public void The_finer_levels_add_up_to_their_sector_and_a_code_keeps_to_its_level()
    {
        Stage(Header
            + "2023;Tie;Ti;Hen;12,5;12,5;48;true;false\n"
            + "2023;Tie;Kad;Hen;2,5;2,5;9;true;false\n"
            + "2023;Tie;Läp;Läp;7;7;7;false;false\n"
            + "2023;Maa;Pel;Ma/Maa;1;1;NA;true;false\n");
        Assert.That(Details(), Is.EquivalentTo(new[] { ("tie", "ti", "hen", 12.5), ("tie", "kad", "hen", 2.5), ("maa", "pel", "ma-maa", 1) }));
    }

    [Test]
    public void Finer_figures_of_a_sector_with_a_refused_row_are_as_doubtful_as_their_sum()
    {
        Stage(Header + "2023;Tie;Ti;Hen;12,5;12,5;48;true;false\n2023;Tie;Kad;Hen;2.5;2,5;9;true;false\n");
        Assert.That(Staging.Table("municipal-emissions-detail").MeasureColumn(0), Is.All.EqualTo(Measured.Missing(ObservationStatus.Unknown)));
    }

    [Test]
    public void The_list_of_municipalities_says_by_how_many_inhabitants_the_producer_divides()
    {
        Stage(Header, list: "kuntanro;kunta_fi;asukasluku_2022;2023\n16;Asikkala;7 910;NA\n");
        var table = Staging.Table("municipal-emissions-population");
        Assert.That(table.Areas, Is.All.EqualTo("KU016"));
        Assert.That(
            table.Periods.Zip(table.MeasureColumn(0)),
            Is.EqualTo(new[] { (Period.Year(2022), Measured.Of(7910)), (Period.Year(2023), Measured.Missing(ObservationStatus.NotAvailable)) }));
    }

    [TestCase("Maa;Kot;Elä;1;1;NA", "maa", true)]
    [TestCase("F-k;RaI;RaI;1;1;NULL", "f-k", true)]
    [TestCase("Tie;Ti;Hen;1;1;", "tie", false)]
    public void Energy_that_is_not_given_is_zero_where_there_is_none_and_missing_elsewhere(string cells, string sector, bool zero)
    {
        Stage(Header + $"2023;{cells};true;false\n");
        Assert.That(Row(sector).Energy, Is.EqualTo(zero ? Measured.Of(0) : Measured.Missing(ObservationStatus.NotAvailable)));
    }

    [Test]
    public void A_code_means_a_sector_in_taso_3_only()
    {
        Stage(Header + "2023;Maa;Kot;Elä;1;1;NA;true;false\n2023;Kau;Kau;Maa;2;2;3;true;false\n2023;MaL;Säh;Asu;4;4;5;true;false\n");
        Assert.That(Row("maa").Emissions, Is.EqualTo(Measured.Of(1)));
        Assert.That(Row("kau").Emissions, Is.EqualTo(Measured.Of(2)));
        Assert.That(Staging.Quarantine.Rows.Select(r => (r.File, r.Line, r.Column, r.Value, r.Reason)), Is.EqualTo(new[]
        {
            ("kunta_16.csv", 4L, "taso_3", "MaL", "not a sector (known are Kau Kaukolämpö, Säh Sähkölämmitys, Tie Tieliikenne, Maa Maatalous, F-k F-kaasut, Tuu Päästöhyvitykset)"),
        }));
    }

    [TestCase("2023;Kau;Kau;Pal;1.5;1;1;true;true", "kt", "not a number (decimal comma expected, as in 1 234,5)")]
    [TestCase("2023;Kau;Kau;Pal;1;1;1;kyl;true", "hinku_laskenta", "neither yes nor no (true or false, 1 or 0, Kyllä or Ei, On or Ei expected)")]
    [TestCase("2023;Kau;Kau;Asu;2;2;2;true;true", "taso_5", "a row of this year, sector, taso_4, taso_5, Hinku rule and emission trade was there before")]
    public void A_bad_row_is_quarantined_and_leaves_no_partial_sum(string row, string column, string reason)
    {
        Stage(Header + "2023;Kau;Kau;Asu;1,5;1,5;10;true;true\n" + row + "\n");
        Assert.That(Staging.Quarantine.Rows.Select(r => (r.Line, r.Column, r.Reason)), Is.EqualTo(new[] { (3L, column, reason) }));
        Assert.That(Row("kau").Emissions, Is.EqualTo(Measured.Missing(ObservationStatus.Unknown)));
    }

    [TestCase("file: Tulokset_taso_5/kunta_{n}.csv", "file: kunta.csv", "'kunta.csv' does not say where the municipality's number goes; write {n} there.")]
    [TestCase("level_1: Maatalous", "level1: Maatalous", "'level1' is not a field of 'settings.sectors.Maa'; known are name, level_1.")]
    public void A_wrong_setting_is_found_before_anything_is_fetched(string right, string wrong, string message)
    {
        var source = SourceDefinitions.Of("syke-kunta-csv", EmissionDataSets.All, Settings.Replace(right, wrong));
        Assert.That(() => new MunicipalEmissions().CheckSettings(source), Throws.TypeOf<SettingsException>().With.Message.Contains(message));
    }

    [Test]
    public void A_file_whose_number_has_leading_zeros_is_refused() =>
        Assert.That(() => Stage(Header, file: "kunta_016.csv"), Throws.TypeOf<PayloadException>().With.Message.EqualTo(
            "kunta_016.csv: no municipality of the list has a file of this name; it must be called kunta_{n}.csv, the number without leading zeros."));

    [Test]
    public void A_list_whose_number_and_name_disagree_is_not_trusted()
    {
        Assert.That(() => Stage(Header, list: "kuntanro;kunta_fi;maakunta_fi\n16;Heinola;Päijät-Häme\n"), Throws.TypeOf<PayloadException>());
        Assert.That(
            Staging.Quarantine.Rows.Single(),
            Is.EqualTo(Staging.Quarantine.Rows[0] with { Column = "kunta_fi", Value = "Heinola", Reason = "municipality 16 is Asikkala" }));
    }

    [Test]
    public void The_bundled_payloads_hold_the_partners_their_region_and_peers_and_nothing_is_refused()
    {
        using var bundled = new BundledSource("syke-municipal-emissions");
        var table = bundled.Staging.Table("municipal-emissions");
        Assert.That(bundled.Report.Findings, Is.Empty, bundled.Report.ToString());
        Assert.That(bundled.Staging.Quarantine.Rows, Is.Empty);
        Assert.That(bundled.Files.Take(3).Select(f => f.Name), Is.EqualTo(new[] { "asukasluvut_2025.csv", "kunta_16.csv", "kunta_98.csv" }));
        Assert.That(bundled.Files[1].Manifest.Url, Is.EqualTo("https://paastot.hiilineutraalisuomi.fi/Tulokset_taso_5/kunta_16.csv"));
        Assert.That(bundled.Files, Has.All.Matches<LandedFile>(f => f.Manifest.Synthetic), "invented figures say so in every manifest");
        Assert.That(table.Areas.Distinct().Count(), Is.EqualTo(20));
        Assert.That(table.Areas.Distinct(), Is.SupersetOf(AreaDirectory.BuiltIn.MembersOf("MK07", new DateOnly(2026, 1, 1)).Where(id => id.StartsWith("KU", StringComparison.Ordinal))));
        Assert.That(table.Periods.Distinct(), Is.EquivalentTo(Enumerable.Range(2005, 19).Prepend(1990).Select(Period.Year)));
        Assert.That(table.MeasureColumn(0), Has.None.Matches<Measured>(m => m.Status.IsMissing));
        Assert.That(table.BreakdownColumn(0).Distinct().Count(), Is.EqualTo(14));
    }

    [Test]
    public void The_bundled_finer_figures_add_up_to_the_sectors()
    {
        using var bundled = new BundledSource("syke-municipal-emissions");
        var (sectors, details) = (bundled.Staging.Table("municipal-emissions"), bundled.Staging.Table("municipal-emissions-detail"));
        var sums = Enumerable.Range(0, details.RowCount).GroupBy(row => (details.Areas[row], details.Periods[row], details.BreakdownColumn(0)[row]))
            .ToDictionary(group => group.Key, group => group.Sum(row => details.MeasureColumn(0)[row].Value));
        Assert.That(
            Enumerable.Range(0, sectors.RowCount).Where(row => Math.Abs(
                (sectors.MeasureColumn(0)[row].Value - sums.GetValueOrDefault((sectors.Areas[row], sectors.Periods[row], sectors.BreakdownColumn(0)[row]), 0)) ?? 1) > 1e-9),
            Is.Empty);
    }

    private void Stage(string text, string file = "kunta_16.csv", string list = "kuntanro;kunta_fi;maakunta_fi;2023\n16;Asikkala;Päijät-Häme;7830\n")
    {
        var source = SourceDefinitions.Of("syke-kunta-csv", EmissionDataSets.All, Settings);
        new MunicipalEmissions().Stage(
            source, [Payloads.Add("asukasluvut_2025.csv", list), Payloads.Add(file, text)], Staging, CancellationToken.None);
    }

    private (Measured Emissions, Measured WithCompensations, Measured Energy) Row(string sector)
    {
        var table = Staging.Table("municipal-emissions");
        var row = Enumerable.Range(0, table.RowCount).Single(i => table.BreakdownColumn(0)[i] == sector && table.Periods[i] == Period.Year(2023));
        return (table.MeasureColumn(0)[row], table.MeasureColumn(1)[row], table.MeasureColumn(2)[row]);
    }

    private Measured EffortSharing(string sector)
    {
        var table = Staging.Table("municipal-emissions");
        return table.MeasureColumn(3)[Enumerable.Range(0, table.RowCount).Single(i => table.BreakdownColumn(0)[i] == sector)];
    }

    private IEnumerable<(string Sector, string Activity, string Use, double Emissions)> Details()
    {
        var table = Staging.Table("municipal-emissions-detail");
        return Enumerable.Range(0, table.RowCount).Select(
            i => (table.BreakdownColumn(0)[i], table.BreakdownColumn(1)[i], table.BreakdownColumn(2)[i], table.MeasureColumn(0)[i].Value!.Value));
    }
}
