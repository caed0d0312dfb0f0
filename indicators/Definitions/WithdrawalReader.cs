using Insight.Warehouse.Publications;

namespace Insight.Indicators.Definitions;

/// <summary>Reads withdrawn.yml: a list of indicators that are or will be withdrawn. Ids are unique over all folders.</summary>
internal static class WithdrawalReader
{
    /// <summary>The withdrawals of all files that have no error, by id; what is wrong goes to the diagnostics.</summary>
    /// <param name="files">The files.</param>
    /// <param name="defined">Ids of all indicators that are defined.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    public static IReadOnlyList<Withdrawal> Read(IEnumerable<CatalogFile> files, IReadOnlyCollection<string> defined, List<Diagnostic> diagnostics)
    {
        var entries = new List<(YamlFields Fields, Withdrawal Withdrawal, DiagnosticBag Bag)>();
        var bags = files.Select(file => Read(file, entries)).ToList();
        var standing = defined.Except(entries.Select(entry => entry.Withdrawal.Id)).ToList();
        var kept = new Dictionary<string, Withdrawal>(StringComparer.Ordinal);
        foreach (var (fields, withdrawal, bag) in entries)
        {
            Check(fields, withdrawal, standing, bag);
            if (!kept.TryAdd(withdrawal.Id, withdrawal))
            {
                bag.Error(DiagnosticCodes.DuplicateId, fields.LineOf("id"), $"'{withdrawal.Id}' is withdrawn twice", "keep one entry");
            }
        }

        diagnostics.AddRange(bags.SelectMany(bag => bag.Items));
        return bags.Exists(bag => bag.HasErrors) ? [] : [.. kept.Values.OrderBy(item => item.Id, StringComparer.Ordinal)];
    }

    private static DiagnosticBag Read(CatalogFile file, List<(YamlFields Fields, Withdrawal Withdrawal, DiagnosticBag Bag)> entries)
    {
        var bag = new DiagnosticBag(file.Path);
        foreach (var fields in YamlFile.Items(file, DefinitionFields.Withdrawal[""], bag, "withdrawn indicators", "write '- id: …', announced, date and reason for each"))
        {
            entries.Add((fields, WithdrawalOf(fields), bag));
        }

        return bag;
    }

    private static Withdrawal WithdrawalOf(YamlFields fields)
    {
        fields.Required("announced", "write the day on which it was announced, as 2026-09-01");
        fields.Required("date", "write the first day on which it is gone, as 2027-01-01");
        return new(
            fields.Id("id"), fields.Date("announced") ?? DateOnly.MinValue, fields.Date("date") ?? DateOnly.MaxValue, fields.Translations("reason"), fields.OptionalText("replaced_by"));
    }

    private static void Check(YamlFields fields, Withdrawal withdrawal, IReadOnlyCollection<string> standing, DiagnosticBag bag)
    {
        if (withdrawal.Date < withdrawal.Announced)
        {
            bag.Error(DiagnosticCodes.WithdrawnTooSoon, fields.LineOf("date"), "it is withdrawn before that was announced", "give readers time: a later date");
        }

        if (withdrawal.ReplacedBy is { } other && !standing.Contains(other))
        {
            bag.Error(
                DiagnosticCodes.UnknownReplacement, fields.LineOf("replaced_by"), $"'{other}' is not an indicator that stands", NearestName.Hint(other, standing));
        }
    }
}
