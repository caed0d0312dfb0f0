namespace Insight.Indicators.Disclosure;

/// <summary>Cells, the sums among them, and which cells are hidden.</summary>
internal sealed class LinkedTable
{
    private readonly bool[] isHidden;
    private readonly int[] hiddenIn;
    private readonly List<int>?[] equationsOf;
    private readonly IReadOnlyList<ProtectedWindow> windows;
    private readonly int[] hiddenWithin;
    private readonly ILookup<int, int> windowsOf;
    private readonly int[] ranks;

    /// <param name="cells">All cells, by ids 0 … n−1.</param>
    /// <param name="equations">Which are sums of which.</param>
    /// <param name="windows">Figures over several periods.</param>
    public LinkedTable(IReadOnlyList<ProtectedCell> cells, IReadOnlyList<AdditiveEquation> equations, IReadOnlyList<ProtectedWindow> windows)
    {
        this.windows = windows;
        hiddenWithin = new int[windows.Count];
        windowsOf = windows.Index().SelectMany(item => item.Item.Parts.Select(part => (Part: part, Window: item.Index))).ToLookup(item => item.Part, item => item.Window);
        Cells = cells;
        Equations = equations;
        ranks = [.. Cells.Select(cell => cell.Rank)];
        foreach (var same in equations.Where(equation => equation.Parts.Count == 1))
        {
            ranks[same.Total] = ranks[same.Parts[0]] = Math.Max(ranks[same.Total], ranks[same.Parts[0]]);
        }

        isHidden = new bool[cells.Count];
        hiddenIn = new int[equations.Count];
        equationsOf = new List<int>?[cells.Count];
        foreach (var (i, equation) in equations.Index())
        {
            foreach (var cell in equation.Cells)
            {
                (equationsOf[cell] ??= []).Add(i);
            }
        }
    }

    /// <summary>All cells by id.</summary>
    public IReadOnlyList<ProtectedCell> Cells { get; }

    /// <summary>How much the loss of a cell would be missed, with that of a cell that is the same: one goes with the other.</summary>
    public int RankOf(int cell) => ranks[cell];

    /// <summary>All sums.</summary>
    public IReadOnlyList<AdditiveEquation> Equations { get; }

    /// <summary>The hidden cells, in the order of ids.</summary>
    public IEnumerable<int> Hidden => Enumerable.Range(0, isHidden.Length).Where(IsHidden);

    /// <summary>The sums with hidden cells.</summary>
    public IEnumerable<AdditiveEquation> OpenEquations => Equations.Where((_, i) => hiddenIn[i] > 0);

    /// <summary>Whether a cell is hidden.</summary>
    public bool IsHidden(int cell) => isHidden[cell];

    /// <summary>How many cells of a sum are hidden.</summary>
    public int HiddenIn(int equation) => hiddenIn[equation];

    /// <summary>The sums in which a cell stands.</summary>
    public IReadOnlyList<int> EquationsOf(int cell) => equationsOf[cell] ?? [];

    /// <summary>The windows that have a hidden period.</summary>
    public IEnumerable<int> WindowsOverHidden => windows.Where((_, i) => hiddenWithin[i] > 0).Select(window => window.Cell);

    /// <summary>How many windows over a cell have no hidden period yet.</summary>
    public int OpenWindowsOf(int cell) => windowsOf[cell].Count(window => hiddenWithin[window] == 0);

    /// <summary>Hides a cell.</summary>
    public void Hide(int cell) => Set(cell, true);

    /// <summary>Shows a cell.</summary>
    public void Show(int cell) => Set(cell, false);

    /// <summary>The sums that hang together with hidden cells by hidden cells: only they tell of them. No further than a number of sums and those next to it.</summary>
    public IReadOnlyCollection<AdditiveEquation> LinkedWith(IEnumerable<int> cells, int most)
    {
        var reached = cells.ToHashSet();
        var linked = new HashSet<int>();
        for (var next = new Queue<int>(reached); linked.Count <= most && next.TryDequeue(out var from);)
        {
            foreach (var equation in EquationsOf(from).Where(linked.Add))
            {
                foreach (var other in Equations[equation].Cells.Where(other => isHidden[other] && reached.Add(other)))
                {
                    next.Enqueue(other);
                }
            }
        }

        return [.. linked.Order().Select(i => Equations[i])];
    }

    private void Set(int cell, bool hidden)
    {
        if (isHidden[cell] == hidden)
        {
            return;
        }

        isHidden[cell] = hidden;
        foreach (var equation in EquationsOf(cell))
        {
            hiddenIn[equation] += hidden ? 1 : -1;
        }

        foreach (var window in windowsOf[cell])
        {
            hiddenWithin[window] += hidden ? 1 : -1;
        }
    }
}
