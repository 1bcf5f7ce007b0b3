import { TodayScreen } from "../src/features/today/today-screen.tsx";

export default function Page() {
  return <TodayScreen />;
}
