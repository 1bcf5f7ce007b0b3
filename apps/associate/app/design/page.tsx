export default function Page() {
  return <main>Design</main>;
}
