using System.Globalization;

namespace Bunraku.Fuzz;

/// <summary>
/// The folder that what is found is written to; one file for each sort of problem is enough. The input under
/// way is in <c>current</c>, in case the process dies.
/// </summary>
internal sealed class Finds(string folder)
{
    private readonly HashSet<string> known = [];

    public int Count { get; private set; }

    public void Begin(Input input) => File.WriteAllText(Path.Combine(folder, "current"), input.Text);

    public void Add(Input input, string problem, string sort)
    {
        Count++;
        if (known.Add(sort))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{known.Count}");
            File.WriteAllText(Path.Combine(folder, name + input.Extension), input.Text);
            File.WriteAllText(Path.Combine(folder, name + ".txt"), problem + "\n");
        }
    }
}
