using System.Text;
using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Sources.StaffAbsence;
using Insight.Etl.Staging;
using Insight.Etl.Tests.Landing;
using Insight.Etl.Tests.Staging;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Tests.StaffAbsence;

public sealed class StaffAbsenceTests
{
    private const string Settings = """
        from: 2024-01
        to: 2025-12
        sickness: [SICK_OWN]
        unpaid: [OTHER_UNPAID]
        minimum_service_days: whole-year
        smallest_cell: 1
        codes: {S1: SICK_OWN, S2: SICK_OWN, V1: ANNUAL, T1: CARE_CHILD, P1: FAMILY, X1: OTHER_UNPAID}
        municipalities:
          "016": {encoding: auto}
        """;

    private static readonly DataSet[] DataSets =
    [
        SourceDefinitions.DataSet(
            "staff-monthly", Frequency.Monthly, ["sickness_days", "service_days", "htv2", "paid_days", "short_spells", "persons", "persons_absent", "largest_days"],
            "scope", "sector", "sex", "age_group", "contract"),
        SourceDefinitions.DataSet(
            "staff-annual", Frequency.Annual,
            [
                "persons", "persons_in_service", "persons_without_absence", "persons_30_days", "permanent_headcount", "permanent_at_end", "permanent_55_plus", "discussion_expected",
                "discussion_held",
            ],
            "scope", "sector", "sex", "age_group"),
        SourceDefinitions.DataSet("staff-exits", Frequency.Annual, ["exits"], "scope", "sector", "age_group", "reason"),
    ];

    private StagingArea staging = null!;
    private PayloadFolder payloads = null!;

    [SetUp]
    public void Open() => (payloads, staging) = (new PayloadFolder(), new StagingArea(AreaDirectory.BuiltIn, DataSets));

    [TearDown]
    public void Close() => payloads.Dispose();

    [Test]
    public void A_hundred_and_eighty_four_paid_days_at_eighty_percent_are_0_4033_person_years()
    {
        Stage(["00000001;1;01.07.2025;31.12.2025;80,00"], []);
        Assert.That(PersonYears(2025), Is.EqualTo(184 * 0.8 / 365).Within(1e-12));
        Assert.That(Math.Round(PersonYears(2025), 4), Is.EqualTo(0.4033));
    }

    [Test]
    public void A_leap_year_has_366_days_and_a_whole_year_is_one_person_year()
    {
        Stage(["00000001;1;2020-01-01;;100"], []);
        Assert.That(PersonYears(2024), Is.EqualTo(1).Within(1e-12));
        Assert.That(PersonYears(2025), Is.EqualTo(1).Within(1e-12));
        Assert.That(Month("2024-02"), Is.EqualTo((0, 29, 29 / 366.0)));
    }

    [Test]
    public void A_change_of_the_part_time_share_counts_from_its_day()
    {
        Stage(["00000001;1;1.1.2025;30.6.2025;100,00", "00000001;1;1.7.2025;;50,00"], []);
        Assert.That(PersonYears(2025), Is.EqualTo((181 + (184 * 0.5)) / 365).Within(1e-12));
    }

    [Test]
    public void A_spell_is_cut_at_the_ends_of_months_and_years()
    {
        Stage(["00000001;1;01.01.2024;;100"], ["00000001;1;S1;28.12.2024;02.02.2025;37;100"]);
        Assert.That(SickDays("2024-12", "2025-01", "2025-02", "2025-03"), Is.EqualTo(new[] { 4, 31, 2, 0 }));
        Assert.That(Year(2024), Is.EqualTo((1, 0, 0)));
        Assert.That(Year(2025), Is.EqualTo((1, 0, 1)), "33 days fall in 2025");
    }

    [Test]
    public void Rows_that_touch_or_overlap_are_one_spell_whose_days_count_once()
    {
        Stage(
            ["00000001;1;01.01.2024;;100"],
            ["00000001;1;S1;01.03.2025;10.03.2025;10;100", "00000001;1;S2;11.03.2025;15.03.2025;5;66,67", "00000001;1;S1;14.03.2025;16.03.2025;3;100"]);
        Assert.That(SickDays("2025-03"), Is.EqualTo(new[] { 16 }));
    }

    [Test]
    public void A_spell_is_clipped_to_the_service_relation()
    {
        Stage(["00000001;1;10.03.2025;20.03.2025;100"], ["00000001;1;S1;01.03.2025;12.03.2025;12;100", "00000001;1;S1;19.03.2025;;;100"]);
        Assert.That(SickDays("2025-03", "2025-04"), Is.EqualTo(new[] { 5, 0 }));
        Assert.That(staging.Quarantine.Rows, Is.Empty);
    }

    [Test]
    public void A_day_in_two_relations_counts_once_and_person_years_count_in_each()
    {
        Stage(
            ["00000001;1;01.01.2025;31.12.2025;100", "00000001;2;01.03.2025;31.03.2025;20"],
            ["00000001;1;S1;01.03.2025;05.03.2025;5;100", "00000001;2;S1;04.03.2025;06.03.2025;3;100"]);
        Assert.That(Month("2025-03"), Is.EqualTo((6, 31, 31 * 12000 / 10000.0 / 365)));
        Assert.That(Year(2025), Is.EqualTo((1, 0, 0)));
    }

    [Test]
    public void A_row_with_negative_days_takes_days_back()
    {
        Stage(
            ["00000001;1;01.01.2025;;100"],
            ["00000001;1;S1;01.03.2025;10.03.2025;10;100", "00000001;1;S1;08.03.2025;10.03.2025;-3;100", "00000001;1;S1;20.03.2025;21.03.2025;2;100", "00000001;1;S1;20.03.2025;21.03.2025;-2;100"]);
        Assert.That(SickDays("2025-03"), Is.EqualTo(new[] { 7 }));
        Assert.That(staging.Quarantine.Rows, Is.Empty);
    }

    [Test]
    public void Taking_back_what_no_row_gave_is_refused()
    {
        Stage(["00000001;1;01.01.2025;;100"], ["00000001;1;S1;08.03.2025;10.03.2025;-3;100"]);
        Assert.That(SickDays("2025-03"), Is.EqualTo(new[] { 0 }));
        Assert.That(
            staging.Quarantine.Rows.Select(r => (r.File, r.Line, r.Column, r.Reason)),
            Is.EqualTo(new[] { ("absences_016.csv", 2L, "kalenteripaivat", "takes back days that no row gave") }));
    }

    [Test]
    public void Only_own_illness_is_sickness_absence()
    {
        Stage(
            ["00000001;1;01.01.2025;;100"],
            ["00000001;1;V1;01.07.2025;28.07.2025;28;100", "00000001;1;T1;01.03.2025;03.03.2025;3;100", "00000001;1;P1;01.09.2025;30.09.2025;30;100"]);
        Assert.That(Enumerable.Range(1, 12).Sum(m => SickDays($"2025-{m:00}")[0]), Is.Zero);
        Assert.That(Year(2025), Is.EqualTo((1, 1, 0)));
        Assert.That(staging.Ignored["absence of class ANNUAL, paid"], Is.EqualTo(1), "left out on purpose, and counted");
    }

    [Test]
    public void Unpaid_absence_shortens_person_years_and_paid_sick_leave_does_not()
    {
        Stage(["00000001;1;01.01.2025;;100"], [
            "00000001;1;S1;01.02.2025;28.02.2025;28;66,67", "00000001;1;P1;01.03.2025;31.03.2025;31;0", "00000001;1;X1;01.04.2025;30.04.2025;30;", "00000001;1;V1;01.07.2025;31.07.2025;31;"]);
        Assert.That(PersonYears(2025), Is.EqualTo((365 - 31 - 30) / 365.0).Within(1e-12));
        Assert.That(Month("2025-03").Service, Is.EqualTo(31), "an unpaid day is a day in service all the same");
    }

    [Test]
    public void Persons_count_in_a_year_when_they_were_in_service_on_every_day_of_it()
    {
        string[] employments = ["1;1;01.01.2020;;100", "2;1;01.01.2025;31.12.2025;50", "3;1;02.01.2025;;100", "4;1;01.01.2024;30.06.2025;100", "4;2;01.07.2025;;100", "5;1;01.01.2024;;100"];
        string[] absences = ["2;1;S1;01.06.2025;30.06.2025;30;100", "3;1;S1;01.06.2025;30.07.2025;60;100", "5;1;S1;01.06.2025;29.06.2025;29;100"];
        Stage(employments, absences);
        Assert.That(Year(2025), Is.EqualTo((4, 2, 1)), "person 3 came a day late, person 4 changed the relation without a gap");
        Assert.That(Year(2024), Is.EqualTo((3, 3, 0)));

        staging = new StagingArea(AreaDirectory.BuiltIn, DataSets);
        Stage(employments, absences, Settings.Replace("whole-year", "300"));
        Assert.That(Year(2025), Is.EqualTo((5, 2, 2)));
    }

    [Test]
    public void Leading_zeros_tell_persons_apart()
    {
        Stage(["00012345;1;01.01.2025;;100", "12345;1;01.01.2025;;100"], ["00012345;1;S1;01.03.2025;02.03.2025;2;100"]);
        Assert.That(Year(2025), Is.EqualTo((2, 1, 0)));
    }

    [TestCase("1;1;S1;31.02.2025;02.03.2025;2;100", "alku_pvm", "31.02.2025", "not a date (a day between 1900 and 2099 as 31.12.2025 or 2025-12-31 expected)")]
    [TestCase("1;1;S1;05.03.2025;02.03.2025;4;100", "loppu_pvm", "02.03.2025", "before the first day")]
    [TestCase("1;1;S1;;02.03.2025;4;100", "alku_pvm", "", "empty")]
    [TestCase("1;1;S1;01.03.2025;02.03.2025;3;100", "kalenteripaivat", "3", "not the 2 calendar days from first to last day")]
    [TestCase("1;1;S1;01.03.2025;02.03.2025;2.0;100", "kalenteripaivat", "2.0", "not a number (decimal comma expected, as in 1 234,5)")]
    [TestCase("1;1;S9;01.03.2025;02.03.2025;2;100", "keskeytys_koodi", "S9", "a code of absence that is mapped to no class")]
    [TestCase("1;7;S1;01.03.2025;02.03.2025;2;100", "palvelussuhde_id", "(not shown: see the line of the file)", "no such service relation in the file of employments")]
    [TestCase("1;1;S1;01.03.2021;02.03.2021;2;100", "alku_pvm", "01.03.2021", "the whole absence lies outside the service relation")]
    [TestCase("1;1;S1;01.03.2025;;-2;100", "kalenteripaivat", "-2", "a correction without a last day")]
    [TestCase("1;1;S1;01.03.2025", "(row)", "4 fields", "the header has 7 columns")]
    public void A_bad_absence_is_quarantined_and_the_person_is_not_named(string row, string column, string value, string reason)
    {
        Stage(["1;1;01.01.2024;;100"], [row]);
        Assert.That(
            staging.Quarantine.Rows.Select(r => (r.File, r.Line, r.Column, r.Value, r.Reason)),
            Is.EqualTo(new[] { ("absences_016.csv", 2L, column, value, reason) }));
        Assert.That(SickDays("2025-03"), Is.EqualTo(new[] { 0 }));
    }

    [TestCase("1;1;01.06.2024;;100", "palvelussuhde_id", "the service relation has another row for some of these days")]
    [TestCase("2;1;01.06.2024;;0", "osa_aika_pros", "not a share of full time above 0 and up to 100 percent")]
    [TestCase("2;1;01.06.2024;;120", "osa_aika_pros", "not a share of full time above 0 and up to 100 percent")]
    [TestCase("2;1;01.06.2024;;", "osa_aika_pros", "not a share of full time above 0 and up to 100 percent")]
    [TestCase(";1;01.06.2024;;100", "henkilo_id", "empty")]
    [TestCase("2;1;;;100", "alku_pvm", "empty")]
    public void A_bad_service_relation_is_quarantined(string row, string column, string reason)
    {
        Stage(["1;1;01.01.2024;;100", row], []);
        Assert.That(
            staging.Quarantine.Rows.Select(r => (r.File, r.Line, r.Column, r.Reason)),
            Is.EqualTo(new[] { ("employments_016.csv", 3L, column, reason) }));
        Assert.That(Month("2025-01").Service, Is.EqualTo(31));
    }

    [Test]
    public void A_missing_column_is_told_with_those_that_are_there() =>
        Assert.That(() => Stage("henkilo_id;palvelussuhde_id;alku_pvm;loppu_pvm\n", "henkilo_id\n"), Throws.TypeOf<PayloadException>().With.Message.StartsWith(
            "employments_016.csv:1: column 'osa_aika_pros' is missing; the file (utf-8) has 'henkilo_id', 'palvelussuhde_id', 'alku_pvm', 'loppu_pvm'; map it under columns:"));

    [Test]
    public void One_file_without_the_other_is_refused()
    {
        var source = SourceDefinitions.Of("staff-absence-csv", DataSets, Settings);
        Assert.That(() => new StaffAbsenceConnector().Stage(source, [payloads.Add("absences_016.csv", "henkilo_id\n")], staging, CancellationToken.None),
            Throws.TypeOf<IncompleteDeliveryException>().With.Message.EqualTo("Of KU016 only one of 'employments_016.csv' and 'absences_016.csv' has come; deliver both from the same day."));
    }

    [TestCase("windows-1252")]
    [TestCase("iso-8859-15")]
    [TestCase("utf-8")]
    public void A_profile_maps_names_codes_signs_and_encoding(string encodingName)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(encodingName);
        var source = SourceDefinitions.Of("staff-absence-csv", DataSets, """
            from: 2025-01
            to: 2025-12
            sickness: [SICK_OWN]
            unpaid: []
            smallest_cell: 1
            codes: {S1: SICK_OWN}
            municipalities:
              "560":
                employments: palvelussuhteet.txt
                absences: poissaolot.txt
                delimiter: "|"
                decimal_mark: "."
                columns: {henkilo_id: Työntekijä, palvelussuhde_id: Nro, alku_pvm: Alkaa, loppu_pvm: Päättyy, osa_aika_pros: Osa-aika (€), keskeytys_koodi: Syy}
                codes: {Sairas: SICK_OWN}
            """);
        new StaffAbsenceConnector().Stage(
            source,
            [
                payloads.Add("palvelussuhteet.txt", encoding.GetBytes("Työntekijä|Nro|Alkaa|Päättyy|Osa-aika (€)\r\n001|1|2025-01-01||62.5\r\n")),
                payloads.Add("poissaolot.txt", encoding.GetBytes("Työntekijä|Nro|Syy|Alkaa|Päättyy\r\n001|1|Sairas|2025-05-01|2025-05-03\r\n")),
            ],
            staging, CancellationToken.None);
        Assert.That(Month("2025-05"), Is.EqualTo((3, 31, 31 * 6250 / 10000.0 / 365)));
        Assert.That(staging.Table("staff-monthly").Areas, Is.All.EqualTo("KU560"));
        Assert.That(staging.Table("staff-monthly").RowCount, Is.EqualTo(2 * 12), "all staff in both scopes, and no breakdown that the file does not have");
    }

    [Test]
    public void Without_an_end_the_last_month_is_the_one_that_was_over_when_the_file_came()
    {
        var source = SourceDefinitions.Of(
            "staff-absence-csv", DataSets, Settings.Replace("to: 2025-12", "").Replace("from: 2024-01", "from: 1968-07"));
        new StaffAbsenceConnector().Stage(source, Files(["1;1;01.01.1960;;100"], []), staging, CancellationToken.None);
        Assert.That(staging.Table("staff-monthly").Periods.Max(), Is.EqualTo(Period.Month(1969, 12)), "the test's payloads come on 1970-01-01");
        Assert.That(staging.Table("staff-annual").Periods, Is.All.EqualTo(Period.Year(1969)), "1968 is there by half only");
    }

    [Test]
    public async Task Deliveries_of_some_municipalities_are_enough_and_diagnoses_do_not_pass_the_gate()
    {
        var deliveries = Directory.CreateDirectory(Path.Combine(payloads.Folder, "deliveries")).FullName;
        var source = SourceDefinitions.Of("staff-absence-csv", DataSets, Settings.Replace("\"016\": {encoding: auto}", "\"016\": {}\n  \"398\": {}")) with { Origin = "deliveries" };
        var origin = new DeliveredOrigin(
            source, deliveries, new LandingStore(Path.Combine(payloads.Folder, "landing"), TimeProvider.System), TimeProvider.System);
        File.WriteAllText(
            Path.Combine(deliveries, "employments_016.csv"), "henkilo_id;palvelussuhde_id;alku_pvm;loppu_pvm;osa_aika_pros\n1;1;01.01.2024;;100\n");
        File.WriteAllText(Path.Combine(deliveries, "absences_016.csv"), "henkilo_id;palvelussuhde_id;keskeytys_koodi;alku_pvm;loppu_pvm\n");
        var files = await new StaffAbsenceConnector().FetchAsync(source, origin, default).ToListAsync();
        Assert.That(files.Select(f => f.Name), Is.EqualTo(new[] { "employments_016.csv", "absences_016.csv" }));

        File.WriteAllText(
            Path.Combine(deliveries, "absences_016.csv"), "henkilo_id;palvelussuhde_id;keskeytys_koodi;alku_pvm;loppu_pvm\n1;1;F32.1;01.01.2024;\n");
        Assert.That(
            async () => await new StaffAbsenceConnector().FetchAsync(source, origin, default).ToListAsync(),
            Throws.TypeOf<PayloadException>().With.Message.Contains("Diagnoses are not taken in"));
        Assert.That(
            Directory.EnumerateFiles(Path.Combine(payloads.Folder, "landing"), "*", SearchOption.AllDirectories).Count(), Is.EqualTo(4),
            "two files with their manifests, and not the third");
    }

    [TestCase("municipalities: {16: {}}", "'16' is not a municipality's code; write three digits in quotation marks, such as \"016\".")]
    [TestCase("codes: {S1: SICK}", "'SICK' is not a class of absence; known are SICK_OWN, SICK_REHAB_BENEFIT,")]
    [TestCase("from: 2025", "'2025' is not a month; write it as 2025-01.")]
    public void A_wrong_setting_says_where_it_stands(string setting, string message)
    {
        var kept = Settings.Split('\n').TakeWhile(line => !line.StartsWith("municipalities") || !setting.StartsWith("municipalities")).Where(
            line => !line.StartsWith(setting.Split(':')[0] + ":"));
        var source = SourceDefinitions.Of("staff-absence-csv", DataSets, string.Join('\n', kept.Append(setting)));
        Assert.That(() => new StaffAbsenceConnector().Stage(source, Files([], []), staging, CancellationToken.None),
            Throws.TypeOf<SettingsException>().With.Message.Contains(message).And.Message.StartsWith("Test/source.yml:"));
    }

    private void Stage(string[] employments, string[] absences, string settings = Settings) =>
        new StaffAbsenceConnector().Stage(
            SourceDefinitions.Of("staff-absence-csv", DataSets, settings), Files(employments, absences), staging, CancellationToken.None);

    private void Stage(string employments, string absences) => new StaffAbsenceConnector().Stage(
        SourceDefinitions.Of("staff-absence-csv", DataSets, Settings), [payloads.Add("employments_016.csv", employments), payloads.Add("absences_016.csv", absences)], staging, CancellationToken.None);

    private LandedFile[] Files(string[] employments, string[] absences) =>
    [
        payloads.Add("employments_016.csv", string.Join('\n', employments.Prepend("henkilo_id;palvelussuhde_id;alku_pvm;loppu_pvm;osa_aika_pros"))),
        payloads.Add(
            "absences_016.csv",
            string.Join('\n', absences.Prepend("henkilo_id;palvelussuhde_id;keskeytys_koodi;alku_pvm;loppu_pvm;kalenteripaivat;palkallisuus_pros"))),
    ];

    private (int Sick, int Service, double PersonYears) Month(string month) =>
        ((int)Figure("staff-monthly", "sickness_days", month)!, (int)Figure("staff-monthly", "service_days", month)!, Figure("staff-monthly", "htv2", month)!.Value);

    private int[] SickDays(params string[] months) => [.. months.Select(m => Month(m).Sick)];

    private double PersonYears(int year) => Enumerable.Range(1, 12).Sum(m => Month($"{year}-{m:00}").PersonYears);

    private (int InService, int WithoutAbsence, int ThirtyDays) Year(int year) => (
        (int)Figure("staff-annual", "persons_in_service", $"{year}")!, (int)Figure("staff-annual", "persons_without_absence", $"{year}")!,
        (int)Figure("staff-annual", "persons_30_days", $"{year}")!);

    /// <summary>A figure of all staff with today's tasks.</summary>
    private double? Figure(string dataSet, string measure, string period)
    {
        var table = staging.Table(dataSet);
        string[] members = ["like-for-like", .. table.DataSet.Breakdowns.Skip(1).Select(_ => "total")];
        return staging.Figure(dataSet, measure, table.Areas[0], period, members)!.Value.Value;
    }
}
