using YamlDotNet.RepresentationModel;

namespace Insight.Indicators.Definitions;

/// <summary>On which line each field of a file stands, by its place: <c>inputs.unemployed.dataset</c>, <c>breakdowns[0]</c>.</summary>
internal sealed class YamlLines
{
    private readonly Dictionary<string, int> lines = [];

    private YamlLines()
    {
    }

    /// <summary>The line of a place, or of the nearest place around it.</summary>
    public int this[string place]
    {
        get
        {
            while (place.Length > 0 && !lines.ContainsKey(place))
            {
                place = place[..Math.Max(0, place.LastIndexOfAny(['.', '[']))];
            }

            return lines.GetValueOrDefault(place, 1);
        }
    }

    /// <summary>The lines of everything below a node.</summary>
    public static YamlLines Of(YamlNode root)
    {
        var result = new YamlLines();
        result.Add("", root, YamlFields.LineOf(root));
        return result;
    }

    private void Add(string place, YamlNode node, int line)
    {
        lines[place] = line;
        switch (node)
        {
            case YamlMappingNode map:
                foreach (var (key, value) in map.Children)
                {
                    Add(place.Length == 0 ? key.ToString() : $"{place}.{key}", value, YamlFields.LineOf(key));
                }

                break;
            case YamlSequenceNode list:
                for (var i = 0; i < list.Children.Count; i++)
                {
                    Add($"{place}[{i}]", list.Children[i], YamlFields.LineOf(list.Children[i]));
                }

                break;
        }
    }
}
