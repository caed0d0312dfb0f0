namespace Insight.Indicators.Compilation;

/// <summary>One named step of a statement.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Comment">What it does, one line.</param>
/// <param name="Body">A SELECT.</param>
internal sealed record Cte(string Name, string Comment, string Body)
{
    /// <summary>Whether it is read again by each step that names it, and not kept: it only picks rows of a table, which costs less than a copy of them.</summary>
    public bool IsReadAgain { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var indented = Body.Trim().ReplaceLineEndings("\n").Replace("\n", "\n  ", StringComparison.Ordinal);
        return $"-- {Comment}\n{SqlText.Name(Name)} AS {(IsReadAgain ? "NOT MATERIALIZED " : "")}(\n  {indented}\n)";
    }
}
