using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;

namespace Insight.Etl.Sources.StaffAbsence;

/// <summary>
/// Reads <c>absences.csv</c>: one row a stretch of absence; an empty end is open. A row with negative calendar days takes back the days
/// that it names. Only rows of own illness and unpaid rows are kept, but every row must be understood.
/// </summary>
/// <param name="file">The payload.</param>
/// <param name="profile">How it is written.</param>
/// <param name="rules">Which classes count.</param>
/// <param name="register">Takes the rows.</param>
/// <param name="staging">Takes what is refused.</param>
internal sealed class AbsenceFile(LandedFile file, StaffProfile profile, AbsenceRules rules, StaffRegister register, StagingArea staging)
{
    private readonly Dictionary<ServiceRelation, List<(DaySpan Span, long Line)>> takenBack = [];

    /// <summary>Reads all rows into the register.</summary>
    public void Read()
    {
        using var table = TextTable.Open(file, profile.Format, staging, "henkilo_id", "palvelussuhde_id", "keskeytys_koodi", "alku_pvm", "loppu_pvm");
        var guard = new DiagnosisGuard(file.Name, table, profile.NotDiagnoses);
        guard.CheckHeader();
        var at = new Columns(table);
        while (table.Read())
        {
            guard.CheckRow();
            Read(table, at);
        }

        RefuseOverdrawn(table.Columns[at.Days ?? at.Start]);
    }

    private void Read(TextTable table, Columns at)
    {
        double? days = null, pay = null;
        if (!table.TryDay(at.Start, out var start) || !table.TryDay(at.End, out var end)
            || (at.Days is { } d && !table.TryNumber(d, out days)) || (at.Pay is { } p && !table.TryNumber(p, out pay)))
        {
            return;
        }

        if (ClassOf(table, at) is not { } kind || RelationOf(table, at) is not { } relation)
        {
            return;
        }

        if (FaultOf(at, start, end, days) is { } fault)
        {
            table.Refuse(fault);
            return;
        }

        var span = DaySpan.Of(start!.Value, end);
        if (!relation.Periods.Exists(period => period.Span.Overlaps(span)))
        {
            table.Refuse(
                at.Start, "the whole absence lies outside the service relation",
                "correct the dates, or deliver the service relation that it belongs to");
            return;
        }

        Keep(relation, span, days < 0 ? -1 : 1, kind, pay, table.Line);
    }

    private void Keep(ServiceRelation relation, DaySpan span, int sign, string kind, double? pay, long line)
    {
        if (rules.IsSickness(kind))
        {
            relation.Sickness.Add((span, sign));
        }

        if (rules.IsUnpaid(kind, pay))
        {
            relation.Unpaid.Add((span, sign));
        }

        if (!rules.IsSickness(kind) && !rules.IsUnpaid(kind, pay))
        {
            staging.Ignore($"absence of class {kind}, paid");
        }

        if (sign < 0 && rules.IsSickness(kind))
        {
            takenBack.TryAdd(relation, []);
            takenBack[relation].Add((span, line));
        }
    }

    private string? ClassOf(TextTable table, Columns at)
    {
        var kind = profile.Classes.GetValueOrDefault(table.Text(at.Code));
        if (kind is null)
        {
            table.Refuse(at.Code, "a code of absence that is mapped to no class", "add the code under codes: in source.yml");
        }

        return kind;
    }

    private ServiceRelation? RelationOf(TextTable table, Columns at)
    {
        var relation = register.FindRelation(table.Text(at.Person), table.Text(at.Relation));
        if (relation is null)
        {
            table.Refuse(
                at.Relation, "no such service relation in the file of employments", "deliver both files from the same day", EmploymentFile.NotShown);
        }

        return relation;
    }

    private static RowFault? FaultOf(Columns at, DateOnly? start, DateOnly? end, double? days)
    {
        if (start is null)
        {
            return new(at.Start, "empty", "fill in the first day of the absence");
        }

        if (end < start)
        {
            return new(at.End, "before the first day", "correct start or end");
        }

        if (days is null || end is null)
        {
            return days < 0 ? new(at.Days!.Value, "a correction without a last day", "fill in the last day that is taken back") : null;
        }

        var dated = DaySpan.Of(start.Value, end).Days;
        return Math.Abs(days.Value) == dated
            ? null
            : new(
                at.Days!.Value, string.Create(CultureInfo.InvariantCulture, $"not the {dated} calendar days from first to last day"),
                "correct the dates or the number of days");
    }

    /// <summary>Refuses corrections that take back what no row gave.</summary>
    private void RefuseOverdrawn(string column)
    {
        foreach (var (relation, corrections) in takenBack)
        {
            if (DaySpans.Net(relation.Sickness).Overdrawn is { } day)
            {
                var correction = corrections.First(c => c.Span.First <= day && day <= c.Span.Last);
                staging.Quarantine.Add(
                    file, correction.Line, column, (-correction.Span.Days).ToString(CultureInfo.InvariantCulture), "takes back days that no row gave",
                    "deliver the rows that are corrected too (at least the last twelve months)");
            }
        }
    }

    private sealed class Columns(TextTable table)
    {
        public int Person { get; } = table.Column("henkilo_id");

        public int Relation { get; } = table.Column("palvelussuhde_id");

        public int Code { get; } = table.Column("keskeytys_koodi");

        public int Start { get; } = table.Column("alku_pvm");

        public int End { get; } = table.Column("loppu_pvm");

        public int? Days { get; } = table.FindColumn("kalenteripaivat");

        public int? Pay { get; } = table.FindColumn("palkallisuus_pros");
    }
}
