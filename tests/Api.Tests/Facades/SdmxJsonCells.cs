using System.Text.Json.Nodes;

namespace Api.Tests.Facades;

/// <summary>Reads SDMX-JSON 2.0 by its own rules: positions into the values of components.</summary>
internal static class SdmxJsonCells
{
    public static IEnumerable<(Dictionary<string, string> Codes, double? Value)> Read(JsonNode structure, JsonNode set)
    {
        var series = set["series"]?.AsObject().Select(s => (s.Key, Observations: s.Value!["observations"]!.AsObject())) ?? [(Key: "", Observations: set["observations"]!.AsObject())];
        foreach (var (key, observations) in series)
        {
            foreach (var (at, values) in observations)
            {
                var codes = Codes(structure["dimensions"]!["series"]!, key).Concat(Codes(structure["dimensions"]!["observation"]!, at)).ToDictionary();
                foreach (var (attribute, index) in structure["attributes"]!["observation"]!.AsArray().Zip(values!.AsArray().Skip(1)))
                {
                    codes[(string)attribute!["id"]!] = (string)attribute["values"]![(int)index!]!["id"]!;
                }

                yield return (codes, (double?)values![0]);
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Codes(JsonNode dimensions, string key) =>
        dimensions.AsArray().Zip(key.Split(':')).Select(d => KeyValuePair.Create((string)d.First!["id"]!, (string)d.First["values"]![int.Parse(d.Second, System.Globalization.CultureInfo.InvariantCulture)]!["id"]!));
}
