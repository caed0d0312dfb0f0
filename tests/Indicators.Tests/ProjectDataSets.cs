using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Tests;

/// <summary>The data sets of the delivered sources, as their source.yml declares them.</summary>
internal static class ProjectDataSets
{
    private static readonly Breakdown Sex = new("sex", "total");

    public static readonly IReadOnlyList<DataSet> All =
    [
        Set("employment-register", "statfin", Frequency.Monthly, "2026-01-01", [],
            "persons: job_seekers unemployed labour_force unemployed_men unemployed_women unemployed_under_20 unemployed_under_25 unemployed_over_50 long_term_unemployed; "
            + "vacancies: open_vacancies; percent!: unemployed_rate_published"),
        Set("unemployment-2006-2018", "statfin", Frequency.Monthly, "2020-01-01", [], "persons: unemployed labour_force; vacancies: open_vacancies"),
        Set("population", "statfin", Frequency.Annual, "2026-01-01", [Sex], "persons: population"),
        Set("population-2005-2019", "statfin", Frequency.Annual, "2020-01-01", [Sex], "persons: population"),
        Set("sotkanet-population", "sotkanet", Frequency.Annual, "2015-01-01", [], "persons: population"),
        Set("sotkanet-wellbeing", "sotkanet", Frequency.Annual, "2015-01-01", [],
            "percent!: social_assistance_rate low_income_rate election_turnout young_outside_education_rate structural_unemployment_rate; "
            + "per-1000!: net_migration_rate depression_medication_rate sickness_allowance_rate; index!: gini"),
        Set("district-heating", "syke", Frequency.Annual, "2020-01-01", [], "kt: emissions; GWh: energy"),
        Set("road-mileage", "syke", Frequency.Annual, "2020-01-01", [], "million-km: mileage"),
        Set("municipal-emissions", "syke-municipal-emissions", Frequency.Annual, "2026-01-01", [new Breakdown("sector", null)],
            "kt: emissions emissions_with_compensations; GWh: energy", synthetic: true),
        Set("staff-absence-monthly", "staff-absence", Frequency.Monthly, "as-was", [], "days: sickness_days service_days; person-years: htv2", synthetic: true),
        Set("staff-absence-annual", "staff-absence", Frequency.Annual, "as-was", [], "persons: persons_in_service persons_without_absence persons_30_days", synthetic: true),
    ];

    /// <summary>A data set whose measures are written as "unit: names; unit!: names", the mark standing for not additive.</summary>
    public static DataSet Set(
        string id, string source, Frequency frequency, string division, IReadOnlyList<Breakdown> breakdowns, string measures, bool synthetic = false) =>
        new(id, source, frequency, Division.Parse(division, new DateOnly(2026, 1, 1)), breakdowns, [.. measures.Split("; ").SelectMany(Measures)], synthetic);

    private static IEnumerable<Measure> Measures(string group)
    {
        var parts = group.Split(": ");
        return parts[1].Split(' ').Select(name => new Measure(name, parts[0].TrimEnd('!'), !parts[0].EndsWith('!')));
    }
}
