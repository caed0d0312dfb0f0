using System.Runtime.CompilerServices;
using Insight.Etl.Landing;
using Insight.Etl.Staging;

namespace Insight.Etl.Sources.StaffAbsence;

/// <summary>
/// Reads exports of payroll systems in a canonical form: <c>employments.csv</c> and <c>absences.csv</c> of each municipality, and where there is one <c>discussions.csv</c>
/// of its HR system. Rows are of persons and stay here: what is staged are sums and counts over cells of staff (all, a sector, a sex, an age group, a contract), by month and
/// year; small cells are withheld. Payloads that carry diagnoses are refused and do not stay in landing.
/// </summary>
/// <remarks>
/// Settings, explained in README.md beside source.yml: <c>from</c> or <c>reload_months</c>, <c>to</c>, <c>sickness</c>, <c>unpaid</c>, <c>minimum_service_days</c>,
/// <c>discussion_service_days</c>, <c>smallest_cell</c>, <c>codes</c>, <c>sectors</c>, <c>contracts</c>, <c>sexes</c>, <c>end_reasons</c>, and <c>municipalities</c>: code →
/// mapping profile.
/// </remarks>
public sealed class StaffAbsenceConnector : IConnector
{
    /// <inheritdoc/>
    public string Name => "staff-absence-csv";

    /// <inheritdoc/>
    public void CheckSettings(SourceDefinition source)
    {
        AbsenceRules.Read(source.Settings);
        StaffProfile.All(source);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LandedFile> FetchAsync(SourceDefinition source, IPayloadOrigin origin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var profile in StaffProfile.All(source).Where(p => IsExpected(source, origin, p)))
        {
            foreach (var file in FilesOf(source, origin, profile))
            {
                var landed = await origin.LandAsync(new PayloadRequest(file, file), cancellationToken);
                DiagnosisGuard.AtTheGate(landed, profile.Format, profile.NotDiagnoses);
                yield return landed;
            }
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ExpectedFile> ExpectedFiles(SourceDefinition source) => [.. StaffProfile.All(source).SelectMany(p => new[] { p.Employments, p.Absences, p.Discussions }, (p, name) => new ExpectedFile(name, p.Area))];

    /// <inheritdoc/>
    public void Stage(SourceDefinition source, IReadOnlyList<LandedFile> files, StagingArea staging, CancellationToken cancellationToken)
    {
        var rules = AbsenceRules.Read(source.Settings);
        var byName = files.ToDictionary(f => f.Name, StringComparer.Ordinal);
        foreach (var profile in StaffProfile.All(source))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var employments = byName.GetValueOrDefault(profile.Employments);
            var absences = byName.GetValueOrDefault(profile.Absences);
            if (employments is not null && absences is not null)
            {
                Stage(profile, rules, employments, absences, byName.GetValueOrDefault(profile.Discussions), staging);
            }
            else if (employments is not null || absences is not null)
            {
                throw new IncompleteDeliveryException(
                    $"Of {profile.Area} only one of '{profile.Employments}' and '{profile.Absences}' has come; deliver both from the same day.");
            }
        }
    }

    /// <summary>Of deliveries those that have come, in whole or in part; otherwise all.</summary>
    private static bool IsExpected(SourceDefinition source, IPayloadOrigin origin, StaffProfile profile) =>
        source.Origin != "deliveries" || origin.Has(profile.Employments) || origin.Has(profile.Absences);

    /// <summary>The files of a municipality; that of development discussions is not needed. Those that have come are looked at before one that is missing is told.</summary>
    private static IEnumerable<string> FilesOf(SourceDefinition source, IPayloadOrigin origin, StaffProfile profile)
    {
        string[] files = source.Origin != "deliveries" || origin.Has(profile.Discussions)
            ? [profile.Employments, profile.Absences, profile.Discussions]
            : [profile.Employments, profile.Absences];
        return files.OrderByDescending(origin.Has);
    }

    private static void Stage(StaffProfile profile, AbsenceRules rules, LandedFile employments, LandedFile absences, LandedFile? discussions, StagingArea staging)
    {
        var register = new StaffRegister();
        var (first, last) = rules.Months(absences.Manifest.FetchedAt);
        new EmploymentFile(employments, profile, last.CalendarYear, register, staging).Read();
        new AbsenceFile(absences, profile, rules, register, staging).Read();
        if (discussions is not null)
        {
            new DiscussionFile(discussions, profile, register, staging).Read();
        }

        var facts = StaffFacts.Of(register, profile, rules, first, last);
        var rows = new StaffRows(profile, rules, absences, staging);
        rows.AddMonths(facts);
        rows.AddYears(facts, register, discussions is not null);
    }
}
