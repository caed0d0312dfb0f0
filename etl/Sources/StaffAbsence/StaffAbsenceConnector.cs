using System.Runtime.CompilerServices;
using Insight.Etl.Landing;
using Insight.Etl.Staging;

namespace Insight.Etl.Sources.StaffAbsence;

/// <summary>
/// Reads exports of payroll systems in a canonical form: <c>employments.csv</c> and <c>absences.csv</c> of each municipality. Rows are of
/// persons and stay here: what is staged are sums and counts over all staff of a municipality, by month and year. Payloads that carry
/// diagnoses are refused and do not stay in landing.
/// </summary>
/// <remarks>
/// Settings: <c>from</c>, <c>to</c> (months; default of <c>to</c>: the last month that was over when the payload came), <c>sickness</c> and
/// <c>unpaid</c> (classes of absence), <c>minimum_service_days</c> (a number, or whole-year), <c>codes</c> (code of the payroll system →
/// class), <c>municipalities</c>: code → mapping profile with <c>employments</c>, <c>absences</c> (file names), <c>encoding</c>,
/// <c>delimiter</c>, <c>decimal_mark</c>, <c>columns</c> (our name → name in the file), <c>codes</c> (instead of the common ones) and
/// <c>not_diagnoses</c> (columns whose codes only look like diagnoses).
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
            foreach (var file in new[] { profile.Employments, profile.Absences })
            {
                var landed = await origin.LandAsync(new PayloadRequest(file, file), cancellationToken);
                DiagnosisGuard.AtTheGate(landed, profile.Format, profile.NotDiagnoses);
                yield return landed;
            }
        }
    }

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
                Stage(profile, rules, employments, absences, staging);
            }
            else if (employments is not null || absences is not null)
            {
                throw new PayloadException(
                    $"Of {profile.Area} only one of '{profile.Employments}' and '{profile.Absences}' has come; deliver both from the same day.");
            }
        }
    }

    /// <summary>Of deliveries those that have come, in whole or in part; otherwise all.</summary>
    private static bool IsExpected(SourceDefinition source, IPayloadOrigin origin, StaffProfile profile) =>
        source.Origin != "deliveries" || origin.Has(profile.Employments) || origin.Has(profile.Absences);

    private static void Stage(StaffProfile profile, AbsenceRules rules, LandedFile employments, LandedFile absences, StagingArea staging)
    {
        var register = new StaffRegister();
        new EmploymentFile(employments, profile, register, staging).Read();
        new AbsenceFile(absences, profile, rules, register, staging).Read();
        var facts = StaffFacts.Of(register, rules, rules.From, rules.LastMonth(absences.Manifest.FetchedAt));
        var monthly = staging.Table("staff-absence-monthly");
        foreach (var month in facts.Months)
        {
            monthly.Add(
                absences, 1, profile.Area, month.Month, [],
                [Measured.Of(month.SicknessDays), Measured.Of(month.ServiceDays), Measured.Of(month.PersonYears)]);
        }

        var annual = staging.Table("staff-absence-annual");
        foreach (var year in facts.Years)
        {
            annual.Add(
                absences, 1, profile.Area, year.Year, [],
                [Measured.Of(year.InService), Measured.Of(year.WithoutAbsence), Measured.Of(year.WithThirtyDays)]);
        }
    }
}
