using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;

namespace Insight.Etl.Sources.StaffAbsence;

/// <summary>
/// Reads <c>employments.csv</c>: one row a period of a service relation with one part-time share; an empty end is open. Sector, kind of relation, sex, month of birth (or age
/// at the end of the last year) and the reason of the end are read where the file has them.
/// </summary>
internal sealed class EmploymentFile(LandedFile file, StaffProfile profile, int lastYear, StaffRegister register, StagingArea staging)
{
    /// <summary>Shown in messages instead of the number of a person or relation, which must not leave the payload.</summary>
    public const string NotShown = "(not shown: see the line of the file)";

    /// <summary>Reads all rows into the register.</summary>
    /// <exception cref="PayloadException">A column is missing that is needed, or one carries diagnoses.</exception>
    public void Read()
    {
        using var table = TextTable.Open(file, profile.Format, staging, "henkilo_id", "palvelussuhde_id", "alku_pvm", "loppu_pvm", "osa_aika_pros");
        var guard = new DiagnosisGuard(file.Name, table, profile.NotDiagnoses);
        guard.CheckHeader();
        var at = new Columns(table);
        register.Known = at.Known;
        if (profile.Moved.Count > 0 && at.Sector is null)
        {
            throw new PayloadException(
                $"{file.Name}:1: column 'toimiala' is missing, but sectors have moved ({string.Join(", ", profile.Moved)}); without it figures of today's tasks cannot be told from the others. Map it under columns: in source.yml, or take moved: out.");
        }

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

        if (Words(table, at) is not { } words || !TryBirthYear(table, at, out var birthYear))
        {
            return;
        }

        var span = DaySpan.Of(start!.Value, end);
        var person = register.Person(table.Text(at.Person));
        var periods = person.Relation(table.Text(at.Relation)).Periods;
        if (periods.Exists(p => p.Span.Overlaps(span)))
        {
            table.Refuse(
                at.Relation, "the service relation has another row for some of these days",
                "correct start or end, so that the rows of a relation follow each other", NotShown);
            return;
        }

        (person.Sex, person.BirthYear) = (person.Sex ?? words.Sex, person.BirthYear ?? birthYear);
        periods.Add(new ServicePeriod(span, (int)Math.Round(share!.Value * 100), words.Sector, words.Contract, words.EndReason));
    }

    /// <summary>What the codes of a row mean; null, and the row in quarantine, where one is mapped to nothing.</summary>
    private (string? Sector, string? Contract, string? Sex, string? EndReason)? Words(TextTable table, Columns at) =>
        TryWord(table, at.Sector, profile.Words.Sectors, "sectors", out var sector)
        && TryWord(table, at.Contract, profile.Words.Contracts, "contracts", out var contract)
        && TryWord(table, at.Sex, profile.Words.Sexes, "sexes", out var sex)
        && TryWord(table, at.EndReason, profile.Words.EndReasons, "end_reasons", out var reason)
            ? (sector, contract, sex, reason)
            : null;

    private static bool TryWord(TextTable table, int? column, IReadOnlyDictionary<string, string> words, string list, out string? member)
    {
        member = null;
        return column is not { } at || table.Text(at).Length == 0 || words.TryGetValue(table.Text(at), out member)
            || table.Refuse(at, "a code that is mapped to nothing", $"add the code under {list}: in source.yml");
    }

    /// <summary>The year of birth, from the month of birth (1974-05, 05.1974) or the age at the end of the last year.</summary>
    private bool TryBirthYear(TextTable table, Columns at, out int? year)
    {
        year = null;
        if ((at.BirthMonth ?? at.Age) is not { } column || table.Text(column).Length == 0)
        {
            return true;
        }

        var text = table.Text(column);
        var part = at.BirthMonth is null ? text : text.Split('-', '.').FirstOrDefault(p => p.Length == 4) ?? "";
        if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return table.Refuse(column, "neither a month of birth (1974-05) nor an age in years", "correct the cell", NotShown);
        }

        year = at.BirthMonth is null ? lastYear - number : number;
        return year > lastYear - 100 && year < lastYear - 13 || table.Refuse(column, "not the birth of somebody of working age", "correct the cell", NotShown);
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

        public int? Sector { get; } = table.FindColumn("toimiala");

        public int? Contract { get; } = table.FindColumn("luonne");

        public int? Sex { get; } = table.FindColumn("sukupuoli");

        public int? BirthMonth { get; } = table.FindColumn("syntymakuukausi");

        public int? Age { get; } = table.FindColumn("ika_3112");

        public int? EndReason { get; } = table.FindColumn("paattymissyy");

        public KnownOfStaff Known => new(Sector is not null, Sex is not null, (BirthMonth ?? Age) is not null, Contract is not null, EndReason is not null);
    }
}
