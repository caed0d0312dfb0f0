using Insight.Etl.Landing;
using Insight.Etl.Sources.MunicipalExports;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;

namespace Insight.Etl.Sources.Cases;

/// <summary>A case as far as it is needed: no number, no text, no name.</summary>
/// <param name="Class">Member of the breakdown task_class.</param>
/// <param name="Decider">Member of the breakdown decider: who decides.</param>
/// <param name="Opened">Day on which it was opened.</param>
/// <param name="Decided">Day of the decision; null while it is open.</param>
internal readonly record struct CaseRow(string Class, string Decider, DateOnly Opened, DateOnly? Decided)
{
    /// <summary>Calendar days from opening to decision.</summary>
    public int? LeadTime => Decided?.DayNumber - Opened.DayNumber;
}

/// <summary>Reads the export of a case register: one row a case. Secret cases are left out and counted.</summary>
internal sealed class CaseFile(LandedFile file, MunicipalExport export, TaskClasses classes, IReadOnlyDictionary<string, string> deciders, StagingArea staging)
{
    /// <summary>The columns that are kept of an export; subject lines, texts and parties are not.</summary>
    public static readonly IReadOnlyList<string> KnownColumns =
    [
        "asia_id", "diaarinumero", "tehtavaluokka", "otsikko_julkinen", "vireilletulo_pvm", "kasittelyvaihe", "paatos_pvm", "paatostyyppi", "paattaja_tyyppi", "paattaja_koodi",
        "pykala", "valmistelija_rooli", "toimeenpano_pvm", "paattymis_pvm", "salassapito",
    ];

    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>All cases that can be read.</summary>
    public IReadOnlyList<CaseRow> Read()
    {
        using var table = TextTable.Open(
            file, export.Format, staging, "asia_id", "diaarinumero", "tehtavaluokka", "vireilletulo_pvm", "paatos_pvm", "paattaja_tyyppi", "salassapito");
        var at = new Columns(table);
        var cases = new List<CaseRow>();
        while (table.Read())
        {
            if (Row(table, at) is { } row)
            {
                cases.Add(row);
            }
        }

        return cases;
    }

    private CaseRow? Row(TextTable table, Columns at)
    {
        if (!table.TryBoolean(at.Secret, out var secret))
        {
            return null;
        }

        if (secret)
        {
            staging.Ignore("secret case");
            return null;
        }

        if (!table.TryDay(at.Opened, out var opened) || !table.TryDay(at.Decided, out var decided) || ClassOf(table, at) is not { } member)
        {
            return null;
        }

        var decider = deciders.GetValueOrDefault(table.Text(at.Decider));
        if (FaultOf(table, at, opened, decided, decider) is { } fault)
        {
            table.Refuse(fault);
            return null;
        }

        return new CaseRow(member, decider!, opened!.Value, decided);
    }

    /// <summary>The member of the case's class, from its column or its number; null, and the row in quarantine, where there is none.</summary>
    private string? ClassOf(TextTable table, Columns at)
    {
        var number = DiaryNumber.Parse(table.Text(at.Number));
        var (written, fromNumber) = (table.Text(at.Class), number?.TaskClass);
        var (column, reason, remedy) = number is null ? (at.Number, $"not a diary number ({DiaryNumber.Expectation})", "correct the number")
            : written.Length == 0 && fromNumber is null ? (at.Class, "empty, and the diary number has no class in it", "export the class of the task plan too")
            : written.Length > 0 && fromNumber is not null && written != fromNumber ? (at.Class, $"the diary number says {fromNumber}", "correct the class or the number")
            : (-1, "", "");
        if (column >= 0)
        {
            table.Refuse(column, reason, remedy);
            return null;
        }

        var member = classes.MemberOf(written.Length > 0 ? written : fromNumber!);
        if (member is null)
        {
            table.Refuse(written.Length > 0 ? at.Class : at.Number, "a class that is mapped to nothing", "add its beginning under classes: in source.yml");
        }

        return member;
    }

    private RowFault? FaultOf(TextTable table, Columns at, DateOnly? opened, DateOnly? decided, string? decider)
    {
        if (opened is null)
        {
            return new(at.Opened, "empty", "fill in the day on which the case was opened");
        }

        if (decided < opened)
        {
            return new(at.Decided, "before the case was opened", "correct one of the days");
        }

        if (decider is null)
        {
            return new(at.Decider, "a decider that is mapped to nothing", "add it under deciders: in source.yml");
        }

        return seen.Add(table.Text(at.Id)) ? null : new(at.Id, "the case stands in the file twice", "export one row a case, with the day of its decision");
    }

    private sealed class Columns(TextTable table)
    {
        public int Id { get; } = table.Column("asia_id");

        public int Number { get; } = table.Column("diaarinumero");

        public int Class { get; } = table.Column("tehtavaluokka");

        public int Opened { get; } = table.Column("vireilletulo_pvm");

        public int Decided { get; } = table.Column("paatos_pvm");

        public int Decider { get; } = table.Column("paattaja_tyyppi");

        public int Secret { get; } = table.Column("salassapito");
    }
}
