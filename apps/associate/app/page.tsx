export default function Page() {
  return (
    <main>
      <h1>Aisle</h1>
    </main>
  );
}
