using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;

namespace Insight.Etl.Sources.StaffAbsence;

/// <summary>Reads <c>employments.csv</c>: one row a period of a service relation with one part-time share; an empty end is open.</summary>
internal sealed class EmploymentFile(LandedFile file, StaffProfile profile, StaffRegister register, StagingArea staging)
{
    /// <summary>Shown in messages instead of the number of a person or relation, which must not leave the payload.</summary>
    public const string NotShown = "(not shown: see the line of the file)";

    /// <summary>Reads all rows into the register.</summary>
    public void Read()
    {
        using var table = TextTable.Open(file, profile.Format, staging, "henkilo_id", "palvelussuhde_id", "alku_pvm", "loppu_pvm", "osa_aika_pros");
        var guard = new DiagnosisGuard(file.Name, table, profile.NotDiagnoses);
        guard.CheckHeader();
        var at = new Columns(table);
        while (table.Read())
        {
            guard.CheckRow();
            Read(table, at);
        }
    }

    private void Read(TextTable table, Columns at)
    {
        if (!table.TryDay(at.Start, out var start) || !table.TryDay(at.End, out var end) || !table.TryNumber(at.Share, out var share))
        {
            return;
        }

        if (FaultOf(table, at, start, end, share) is { } fault)
        {
            table.Refuse(fault);
            return;
        }

        var span = DaySpan.Of(start!.Value, end);
        var periods = register.Relation(table.Text(at.Person), table.Text(at.Relation)).Periods;
        if (periods.Exists(p => p.Span.Overlaps(span)))
        {
            table.Refuse(
                at.Relation, "the service relation has another row for some of these days",
                "correct start or end, so that the rows of a relation follow each other", NotShown);
            return;
        }

        periods.Add((span, (int)Math.Round(share!.Value * 100)));
    }

    private static RowFault? FaultOf(TextTable table, Columns at, DateOnly? start, DateOnly? end, double? share)
    {
        if (table.Text(at.Person).Length == 0 || table.Text(at.Relation).Length == 0)
        {
            return new(
                table.Text(at.Person).Length == 0 ? at.Person : at.Relation, "empty",
                "ask for the export with the numbers of persons and service relations");
        }

        if (start is null)
        {
            return new(at.Start, "empty", "fill in the first day of the service");
        }

        if (end < start)
        {
            return new(at.End, "before the first day", "correct start or end");
        }

        return share is > 0 and <= 100 ? null : new(at.Share, "not a share of full time above 0 and up to 100 percent", "correct the share");
    }

    private sealed class Columns(TextTable table)
    {
        public int Person { get; } = table.Column("henkilo_id");

        public int Relation { get; } = table.Column("palvelussuhde_id");

        public int Start { get; } = table.Column("alku_pvm");

        public int End { get; } = table.Column("loppu_pvm");

        public int Share { get; } = table.Column("osa_aika_pros");
    }
}
