using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace ContactLog.Data.Sqlite;

/// <summary>
/// Makes the SQLite binding load. EF Core 10 was built against SQLitePCLRaw 2.1, of which only 2.0.6
/// can be restored here: the assembly is asked for by a version that is not there, and the native
/// library that comes with it is from 2021. Both are mended here and only here; once 2.1.13 can be
/// restored this file is deleted (docs/decisions/0003-sqlite-binding.md).
/// </summary>
internal static class SqliteLoading
{
    private static readonly string[] s_systemLibraries =
        OperatingSystem.IsWindows() ? ["winsqlite3.dll"] : OperatingSystem.IsMacOS() ? ["libsqlite3.dylib"] : ["libsqlite3.so.0"];

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The resolver must stand before the first type of the binding is touched, wherever that happens: web host, tests or benchmarks.")]
    internal static void Prepare()
    {
        AssemblyLoadContext.Default.Resolving += (context, name) => name.Name == "SQLitePCLRaw.core"
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "SQLitePCLRaw.core.dll"))
            : null;
        PreferSystemLibrary();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void PreferSystemLibrary() =>
        NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, (name, assembly, path) =>
        {
            if (name == "e_sqlite3")
            {
                foreach (var library in s_systemLibraries)
                {
                    if (NativeLibrary.TryLoad(library, assembly, DllImportSearchPath.SafeDirectories, out var handle))
                    {
                        return handle;
                    }
                }
            }

            return NativeLibrary.TryLoad(name, assembly, path, out var bundled) ? bundled : 0;
        });
}
