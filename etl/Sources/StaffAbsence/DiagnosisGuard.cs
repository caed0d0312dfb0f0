using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Sources.MunicipalExports;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;
using Insight.Warehouse.Areas;

namespace Insight.Etl.Sources.StaffAbsence;

/// <summary>
/// Refuses payloads that carry diagnoses: that somebody was away is all that may be known here, why is not. A column called so, a cell that
/// has the form of an ICD-10 code (a letter, two digits, perhaps a point and one or two more), or such a code with a point within an
/// explanation refuses the whole payload. Messages never repeat the code.
/// </summary>
internal sealed class DiagnosisGuard
{
    private static readonly string[] Words = ["diagn", "icd"];

    private readonly string file;
    private readonly TextTable table;
    private readonly HashSet<int> exempt;
    private readonly int? explanation;

    /// <summary>A guard of one payload.</summary>
    /// <param name="file">Name of the payload, for messages.</param>
    /// <param name="table">The payload.</param>
    /// <param name="notDiagnoses">Columns, by their names in the payload, that need not be looked at.</param>
    public DiagnosisGuard(string file, TextTable table, IReadOnlySet<string> notDiagnoses)
    {
        (this.file, this.table) = (file, table);
        exempt = [.. Enumerable.Range(0, table.Columns.Count).Where(i => notDiagnoses.Contains(table.Columns[i]))];
        explanation = table.FindColumn("keskeytys_selite") is { } text && !exempt.Contains(text) ? text : null;
    }

    /// <summary>Reads a landed payload to the end, rows included that cannot be taken apart; where it carries diagnoses, its bytes are taken out of landing again.</summary>
    /// <exception cref="PayloadException">It does, or it cannot be read.</exception>
    public static void AtTheGate(LandedFile file, TextFormat format, IReadOnlySet<string> notDiagnoses)
    {
        PayloadException? refusal;
        using (var table = TextTable.Open(file, format, new StagingArea(AreaDirectory.BuiltIn, [])))
        {
            var guard = new DiagnosisGuard(file.Name, table, notDiagnoses);
            refusal = guard.OfHeader();
            while (refusal is null && table.ReadAsIs())
            {
                refusal = guard.OfRow();
            }
        }

        if (refusal is not null)
        {
            Redaction.Forget(file);
            throw refusal;
        }
    }

    /// <summary>Looks at the header.</summary>
    /// <exception cref="PayloadException">A column is called as if it held diagnoses.</exception>
    public void CheckHeader() => Throw(OfHeader());

    /// <summary>Looks at the current row.</summary>
    /// <exception cref="PayloadException">A cell has the form of a diagnosis.</exception>
    public void CheckRow() => Throw(OfRow());

    private static void Throw(PayloadException? refusal)
    {
        if (refusal is not null)
        {
            throw refusal;
        }
    }

    private PayloadException? OfHeader()
    {
        var named = Enumerable.Range(0, table.Columns.Count).Where(i => !exempt.Contains(i) && Words.Any(word => IsPartOf(word, table.Columns[i])));
        return named.Any() ? Refusal(named.First(), 1, "is called as if it held diagnoses") : null;

        static bool IsPartOf(string word, string name) => name.Contains(word, StringComparison.OrdinalIgnoreCase);
    }

    private PayloadException? OfRow()
    {
        for (var column = 0; column < table.FieldCount; column++)
        {
            if (!exempt.Contains(column) && IsCode(table.Bytes(column).Trim((byte)' '), needsPoint: false))
            {
                return Refusal(column, table.Line, "holds a value of the form of a diagnosis (ICD-10)");
            }
        }

        return explanation is { } text && HoldsCode(table.Bytes(text)) ? Refusal(text, table.Line, "holds a diagnosis (ICD-10) within its text") : null;
    }

    /// <summary>Whether a text is a letter and two digits, or those with a point and one or two more digits.</summary>
    private static bool IsCode(ReadOnlySpan<byte> text, bool needsPoint) =>
        text.Length is 3 or 5 or 6 && char.IsAsciiLetter((char)text[0]) && char.IsAsciiDigit((char)text[1]) && char.IsAsciiDigit((char)text[2])
        && (text.Length == 3 ? !needsPoint : text[3] == (byte)'.' && text[4..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0);

    /// <summary>Whether a word of a text is a code with a point.</summary>
    private static bool HoldsCode(ReadOnlySpan<byte> text)
    {
        foreach (var word in text.SplitAny(" ,;()/:"u8))
        {
            if (IsCode(text[word], needsPoint: true))
            {
                return true;
            }
        }

        return false;
    }

    private PayloadException Refusal(int column, long line, string what)
    {
        var name = column < table.Columns.Count ? $"column '{table.Columns[column]}'" : "a field behind the last column";
        var remedy = "deliver it without the column, or, if these are other codes, name the column under not_diagnoses: in source.yml";
        return new(string.Create(CultureInfo.InvariantCulture, $"{file}:{line}: {name} {what}. Diagnoses are not taken in and the file was refused; {remedy}."));
    }
}
